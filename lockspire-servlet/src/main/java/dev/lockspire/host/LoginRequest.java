package dev.lockspire.host;

/**
 * Why the host's login is needed and where it must send the browser afterwards.
 *
 * @param reason what made a login necessary
 * @param interactionId identifies the waiting authorization; must survive the login
 * @param returnTo local path that resumes the authorization; must survive the login
 * @param context what the application asks for
 */
public record LoginRequest(
    Reason reason, String interactionId, String returnTo, AuthorizationContext context) {

  /** What made a login necessary. */
  public enum Reason {
    /** Nobody is signed in. */
    NO_SESSION,
    /** The application demands a fresh login ({@code prompt=login}). */
    PROMPT_LOGIN,
    /** The last login is older than {@code max_age}. */
    MAX_AGE,
    /** Somebody else than the person hinted at is signed in. */
    HINT_MISMATCH,
    /** The authentication is not strong enough ({@code acr_values}, essential {@code acr}). */
    ACR,
    /** The person shall choose an account ({@code prompt=select_account}). */
    SELECT_ACCOUNT,
    /** The person shall create an account ({@code prompt=create}). */
    CREATE_ACCOUNT
  }
}
