package dev.lockspire.logout;

import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Call;
import dev.lockspire.http.ContentSecurityPolicy;
import dev.lockspire.http.Page;
import dev.lockspire.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The library's own pages of a logout. They work without script. */
final class LogoutPages {
  private final RandomSource random;

  LogoutPages(RandomSource random) {
    this.random = random;
  }

  /**
   * Asks whether to log out.
   *
   * @param signedRequest what the form brings back
   * @param csrfToken ties the form to this browser
   */
  Reply confirm(
      Call call,
      Optional<Session> session,
      Optional<String> postLogoutRedirectUri,
      String signedRequest,
      String csrfToken) {
    String nonce = random.token();
    String who =
        session
            .flatMap(Session::subject)
            .map(s -> "<p>Signed in as <strong>" + Page.escape(s) + "</strong></p>")
            .orElse("");
    String body =
        "<h1>Sign out?</h1><p class=\"lead\">An application asks to sign you out here.</p>"
            + who
            + "<form method=\"post\" action=\""
            + Page.escape(call.issuer().mountPath())
            + "/end_session/confirm\">"
            + hidden("request", signedRequest)
            + hidden("csrf_token", csrfToken)
            + "<div class=\"actions\"><button id=\"logout\" class=\"primary\" name=\"decision\""
            + " value=\"logout\">Sign out</button><button id=\"stay\" name=\"decision\""
            + " value=\"stay\">Stay signed in</button></div></form>";
    List<String> targets = new ArrayList<>(List.of("'self'"));
    postLogoutRedirectUri.map(ContentSecurityPolicy::source).ifPresent(targets::add);
    return Reply.page(
        200, Page.document("Sign out?", nonce, body), ContentSecurityPolicy.page(nonce, targets));
  }

  /** The person chose to stay. */
  Reply stayed() {
    return plain(
        "You are still signed in",
        "<h1 id=\"still-signed-in\">You are still signed in</h1><p>Nothing was changed. You can"
            + " close this page.</p>");
  }

  /** It is over, or there was nothing to end. */
  Reply signedOut() {
    return plain(
        "You are signed out",
        "<h1 id=\"logout-complete\">You are signed out</h1><p>You can close this page.</p>");
  }

  private Reply plain(String title, String body) {
    String nonce = random.token();
    return Reply.page(
        200, Page.document(title, nonce, body), ContentSecurityPolicy.page(nonce, List.of()));
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + Page.escape(value) + "\">";
  }
}
