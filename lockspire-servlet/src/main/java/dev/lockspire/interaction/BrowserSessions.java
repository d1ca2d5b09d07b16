package dev.lockspire.interaction;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.ConstantTime;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.Purpose;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.host.AuthenticatedAccount;
import dev.lockspire.http.Call;
import dev.lockspire.http.Cookie;
import dev.lockspire.http.Issuer;

/**
 * Tells browsers apart by one random cookie of the library's own, and derives from it what must be
 * bound to a browser: interactions, form tokens, and the public session id {@code sid}.
 *
 * <p>{@code sid} is a keyed digest of (browser session, account): every application used by one
 * person in one browser gets the same one, it changes when the account or the session changes, and
 * nothing has to be looked up or kept to know it.
 */
public final class BrowserSessions {
  private static final String COOKIE = "lockspire_browser";
  private static final int COOKIE_LENGTH = 43;

  private final KeyRing keys;
  private final RandomSource random;

  public BrowserSessions(KeyRing keys, RandomSource random) {
    this.keys = keys;
    this.random = random;
  }

  /**
   * A browser.
   *
   * @param id the cookie's value
   * @param fresh true when the cookie still has to be set
   */
  public record Browser(String id, boolean fresh) {

    /** What is stored of it. */
    public String hash() {
      return Sha256.hex(id);
    }

    @Override
    public String toString() {
      return "Browser[***]";
    }
  }

  /** The browser that sent {@code call}; a new one when it brought no cookie of ours. */
  public Browser of(Call call) {
    return call.cookie(cookieName(call.issuer()))
        .filter(value -> Base64Url.isToken(value, COOKIE_LENGTH))
        .map(value -> new Browser(value, false))
        .orElseGet(() -> new Browser(random.token(), true));
  }

  /** The cookie that makes {@code browser} known. */
  public Cookie cookie(Issuer issuer, Browser browser) {
    return new Cookie(cookieName(issuer), browser.id(), issuer.mountPath(), issuer.secure(), false);
  }

  /** Makes the browser forget: whoever signs in next starts a new session. */
  public Cookie expiredCookie(Issuer issuer) {
    return new Cookie(cookieName(issuer), "", issuer.mountPath(), issuer.secure(), true);
  }

  /** The public session id of this person in this browser. */
  public String sid(Browser browser, AuthenticatedAccount authentication) {
    String session =
        authentication.sessionKey().map(key -> "host:" + key).orElse("browser:" + browser.id());
    return Base64Url.encode(
        keys.mac(
            Purpose.BROWSER_SESSION,
            session.length() + ":" + session + authentication.account().subject()));
  }

  /** The unguessable value that a form for {@code interactionId} must bring back. */
  public String formToken(Browser browser, String interactionId) {
    return Base64Url.encode(keys.mac(Purpose.FORM_TOKEN, browser.id() + interactionId));
  }

  public boolean isFormToken(Browser browser, String interactionId, String presented) {
    return ConstantTime.equal(formToken(browser, interactionId), presented);
  }

  private static String cookieName(Issuer issuer) {
    // The prefix makes browsers refuse the cookie from anybody without TLS.
    return issuer.secure() ? "__Secure-" + COOKIE : COOKIE;
  }
}
