package dev.lockspire.logout;

import dev.lockspire.host.AuthenticatedAccount;
import dev.lockspire.host.AuthorizationContext;
import dev.lockspire.host.CurrentAccount;
import dev.lockspire.host.HostSite;
import dev.lockspire.http.Call;
import dev.lockspire.interaction.BrowserSessions;
import dev.lockspire.interaction.BrowserSessions.Browser;
import java.util.List;
import java.util.Optional;

/** Asks the host who is signed in to the browser that wants to log out. */
final class CurrentSession {
  private final HostSite host;
  private final BrowserSessions browsers;

  CurrentSession(HostSite host, BrowserSessions browsers) {
    this.host = host;
    this.browsers = browsers;
  }

  /**
   * @throws dev.lockspire.host.SeamFailure when the host cannot tell
   */
  Optional<Session> of(Call call, Browser browser, EndSessionRequest request) {
    if (!(host.currentAccount(call.host(), context(request))
        instanceof CurrentAccount.SignedIn signedIn)) {
      return Optional.empty();
    }
    AuthenticatedAccount account = signedIn.authentication();
    return Optional.of(
        new Session(
            Optional.of(account.account().subject()), Optional.of(browsers.sid(browser, account))));
  }

  private static AuthorizationContext context(EndSessionRequest request) {
    String client = request.clientId().orElse("");
    return new AuthorizationContext(
        Optional.empty(),
        client,
        client,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        request.uiLocales(),
        List.of(),
        Optional.empty());
  }
}
