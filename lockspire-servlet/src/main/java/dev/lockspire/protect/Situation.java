package dev.lockspire.protect;

/** The kinds of refusal: a row of the decision table each. */
enum Situation {
  /** No credentials that mean anything here, so no error is named (RFC 6750 §3.1). */
  NO_TOKEN(401, "invalid_token"),
  /** Several credentials at once. */
  SENT_TWICE(400, "invalid_request"),
  /** Malformed, not signed by us, or out of its time. */
  INVALID(401, "invalid_token"),
  /** Genuine, but not of the kind or not for the place. */
  NOT_FOR_HERE(401, "invalid_token"),
  LACKS_SCOPE(403, "insufficient_scope"),
  /** The person has to sign in again, or better (RFC 9470). */
  STEP_UP(401, "insufficient_user_authentication"),
  /** Not shown by who holds the key. */
  WRONG_SENDER(401, "invalid_token"),
  /** The proof lacks a nonce of ours (RFC 9449 §9). */
  NEEDS_NONCE(401, "use_dpop_nonce"),
  /** Bound, and nobody looked at the binding. */
  BINDING_UNVERIFIED(403, "invalid_token"),
  /** It cannot be known just now whether the token is good. */
  UNAVAILABLE(503, "temporarily_unavailable");

  private final int status;
  private final String error;

  Situation(int status, String error) {
    this.status = status;
    this.error = error;
  }

  int status() {
    return status;
  }

  String error() {
    return error;
  }
}
