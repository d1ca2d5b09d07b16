package dev.lockspire.logout;

import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.host.HostSite;
import dev.lockspire.host.LogoutRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Reply;
import dev.lockspire.interaction.BrowserSessions;
import dev.lockspire.interaction.BrowserSessions.Browser;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sends the browser to the host's logout with the way back: a completion token that only this
 * browser can use.
 */
final class HostLogout {
  private final HostSite host;
  private final Optional<String> logoutPath;
  private final BrowserSessions browsers;
  private final SignedValues completions;
  private final RandomSource random;

  HostLogout(
      HostSite host,
      Optional<String> logoutPath,
      BrowserSessions browsers,
      SignedValues completions,
      RandomSource random) {
    this.host = host;
    this.logoutPath = logoutPath;
    this.browsers = browsers;
    this.completions = completions;
    this.random = random;
  }

  /**
   * @param session what ends
   * @throws OAuthError 500 {@code server_error} when the host has no logout to offer
   * @throws dev.lockspire.host.SeamFailure when the host failed to answer
   */
  Reply begin(Call call, Browser browser, EndSessionRequest request, Optional<Session> session) {
    Completion completion =
        new Completion(
            random.uuid(),
            browser.hash(),
            session,
            request.clientId(),
            request.postLogoutRedirectUri(),
            request.state());
    String returnTo =
        call.issuer().mountPath()
            + "/end_session/complete?token="
            + completions.sign(completion.toClaims());
    LogoutRequest logout =
        new LogoutRequest(
            returnTo, session.flatMap(Session::subject), request.logoutHint(), request.uiLocales());
    HostRedirect page =
        host.logoutPage(call.host(), logout)
            .or(() -> logoutPath.map(HostRedirect::to))
            .orElseThrow(HostLogout::nowhereToGo);
    Map<String, String> parameters = new LinkedHashMap<>(page.parameters());
    parameters.put("return_to", returnTo);
    Reply reply = Reply.redirect(call, QueryString.merge(page.path(), parameters));
    return browser.fresh() ? reply.withCookie(browsers.cookie(call.issuer(), browser)) : reply;
  }

  private static OAuthError nowhereToGo() {
    return OAuthError.serverError(
        "missing_logout_path",
        "The server offers no logout page: neither redirectForLogout nor lockspire.logout-path.");
  }
}
