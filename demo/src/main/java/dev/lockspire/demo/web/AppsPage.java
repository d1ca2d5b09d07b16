package dev.lockspire.demo.web;

import dev.lockspire.demo.account.SignedIn;
import dev.lockspire.demo.page.FormToken;
import dev.lockspire.demo.page.Pages;
import dev.lockspire.demo.provider.Consents;
import dev.lockspire.demo.provider.Consents.ConnectedApp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /apps}: which apps a person let in, and the way to throw them out again. */
public final class AppsPage extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final transient Pages pages;
  private final transient FormToken formToken;
  private final transient Consents consents;

  public AppsPage(Pages pages, FormToken formToken, Consents consents) {
    this.pages = pages;
    this.formToken = formToken;
    this.consents = consents;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<SignedIn> signedIn = SignedIn.in(request);
    if (signedIn.isEmpty()) {
      response.sendRedirect(request.getContextPath() + "/login?return_to=" + here(request));
      return;
    }
    List<ConnectedApp> apps = consents.of(signedIn.get().person().subject());
    List<ConnectedApp> ended = apps.stream().filter(app -> !app.active()).toList();
    pages.send(
        request,
        response,
        "apps",
        "Your apps",
        Map.of(
            "connected", rows(apps.stream().filter(ConnectedApp::active).toList()),
            "has_ended", !ended.isEmpty(),
            "ended", rows(ended)));
  }

  /** Disconnects one app. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<SignedIn> signedIn = SignedIn.in(request);
    if (signedIn.isEmpty() || !formToken.matches(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    OptionalLong grant = number(request.getParameter("grant"));
    String subject = signedIn.get().person().subject();
    if (grant.isEmpty() || !consents.revoke(grant.getAsLong(), subject)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.sendRedirect(here(request));
  }

  private static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.parseLong(String.valueOf(text)));
    } catch (NumberFormatException notOurs) {
      return OptionalLong.empty();
    }
  }

  private static String here(HttpServletRequest request) {
    return request.getContextPath() + "/apps";
  }

  private static List<Map<String, Object>> rows(List<ConnectedApp> apps) {
    return apps.stream()
        .map(
            app ->
                Map.<String, Object>of(
                    "grant", app.grant(),
                    "name", app.clientName(),
                    "client_id", app.clientId(),
                    "since", DAY.format(app.grantedAt()),
                    "remembered", app.remembered(),
                    "meanings", ScopeMeaning.ofAll(app.scopes())))
        .toList();
  }
}
