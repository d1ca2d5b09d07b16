package dev.lockspire.host;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the protocol speaks to the host about a browser: hands the opaque {@link HostRequest} to the
 * seams and turns whatever they throw into a {@link SeamFailure}.
 *
 * <p>A call made without a container, as in a test, passes a null request to the seams.
 */
public final class HostSite {
  private final AccountResolver accounts;
  private final ConsentPolicy consentPolicy;
  private final Optional<ConsentView> consentView;

  public HostSite(
      AccountResolver accounts, ConsentPolicy consentPolicy, Optional<ConsentView> consentView) {
    this.accounts = accounts;
    this.consentPolicy = consentPolicy;
    this.consentView = consentView;
  }

  /**
   * @throws SeamFailure when the host cannot tell
   */
  public CurrentAccount currentAccount(HostRequest request, AuthorizationContext context) {
    return ask(
        "resolveCurrentAccount",
        () -> accounts.resolveCurrentAccount(servletRequest(request), context));
  }

  /**
   * @throws SeamFailure when the host has no login to offer
   */
  public HostRedirect loginPage(HostRequest request, LoginRequest login) {
    return ask("redirectForLogin", () -> accounts.redirectForLogin(servletRequest(request), login));
  }

  /**
   * @throws SeamFailure when the host failed to answer
   */
  public Optional<HostRedirect> logoutPage(HostRequest request, LogoutRequest logout) {
    return ask(
        "redirectForLogout", () -> accounts.redirectForLogout(servletRequest(request), logout));
  }

  /**
   * @throws SeamFailure when the host failed to answer
   */
  public ConsentPolicy.Decision consentDecision(Account account, AuthorizationContext context) {
    return ask("ConsentPolicy.decide", () -> consentPolicy.decide(account, context));
  }

  /**
   * The consent page in the host's look; empty when the host leaves it to the library.
   *
   * @throws SeamFailure when the host failed to draw it
   */
  public Optional<String> consentPage(HostRequest request, ConsentPrompt prompt, String nonce) {
    return consentView.map(
        view ->
            ask("ConsentView.render", () -> view.render(servletRequest(request), prompt, nonce)));
  }

  private static HttpServletRequest servletRequest(HostRequest request) {
    return request.servletRequest().orElse(null);
  }

  static <T> T ask(String seam, Supplier<T> question) {
    T answer;
    try {
      answer = question.get();
    } catch (RuntimeException e) {
      throw new SeamFailure(seam, e);
    }
    if (answer == null) {
      throw new SeamFailure(seam, new NullPointerException("the seam answered null"));
    }
    return answer;
  }
}
