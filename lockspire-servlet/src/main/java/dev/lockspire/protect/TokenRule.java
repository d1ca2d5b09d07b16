package dev.lockspire.protect;

import dev.lockspire.http.Rule;

/**
 * What the token of a protected route must satisfy, in this order; which of it is asked depends on
 * the token and on what the route demands.
 */
enum TokenRule implements Rule {
  AUTHORIZATION_IS_SENT_ONCE(
      Situation.SENT_TWICE, "RFC 9110 §11.6.2", "The request has more than one Authorization."),
  TOKEN_IS_PRESENT(Situation.NO_TOKEN, "RFC 6750 §3.1", "An access token is required."),
  TOKEN_FORMAT_IS_ACCEPTED(
      Situation.NOT_FOR_HERE, "RFC 9068 §4", "Only JWT access tokens are accepted here."),
  HEADER_IS_READABLE(Situation.INVALID, "RFC 7515 §5.2", "The access token is malformed."),
  HEADER_NAMES_A_KEY(Situation.INVALID, "RFC 7515 §4.1.4", "The access token names no key."),
  KEY_IS_KNOWN(Situation.INVALID, "RFC 7515 §4.1.4", "The access token names an unknown key."),
  SIGNATURE_VERIFIES(Situation.INVALID, "RFC 7515 §5.2", "The access token is not genuine."),
  TYPE_IS_ACCESS_TOKEN(Situation.NOT_FOR_HERE, "RFC 9068 §4", "The token is no access token."),
  ISSUER_IS_THIS_SERVER(
      Situation.NOT_FOR_HERE, "RFC 9068 §4", "The access token is from another issuer."),
  EXPIRY_IS_STATED(Situation.NOT_FOR_HERE, "RFC 9068 §2.2", "The access token has no end."),
  ISSUE_TIME_IS_STATED(
      Situation.NOT_FOR_HERE, "RFC 9068 §2.2", "The access token has no time of issue."),
  SUBJECT_IS_STATED(Situation.NOT_FOR_HERE, "RFC 9068 §2.2", "The access token has no subject."),
  CONFIRMATION_IS_UNDERSTOOD(
      Situation.NOT_FOR_HERE, "RFC 7800 §3.1", "The access token is bound in an unknown way."),
  TOKEN_IS_IN_TIME(Situation.INVALID, "RFC 7519 §4.1.4", "The access token has expired."),
  TOKEN_IS_LIVE(Situation.NOT_FOR_HERE, "RFC 6750 §3.1", "The access token is no longer valid."),
  CLIENT_IS_ACTIVE(Situation.NOT_FOR_HERE, "RFC 6750 §3.1", "The access token is no longer valid."),
  AUDIENCE_IS_ACCEPTED(
      Situation.NOT_FOR_HERE, "RFC 9068 §4", "The access token is meant for another resource."),
  SCOPE_IS_SUFFICIENT(
      Situation.LACKS_SCOPE, "RFC 6750 §3.1", "The access token lacks a required scope."),
  AUTHENTICATION_SUFFICES(
      Situation.STEP_UP, "RFC 9470 §3", "A stronger or more recent sign-in is required."),
  SCHEME_IS_DPOP(
      Situation.WRONG_SENDER, "RFC 9449 §7.1", "The access token must be sent with a DPoP proof."),
  PROOF_HOLDS(Situation.WRONG_SENDER, "RFC 9449 §4.3", "The DPoP proof does not hold."),
  PROOF_IS_NEW(Situation.WRONG_SENDER, "RFC 9449 §11.1", "The DPoP proof cannot be accepted."),
  CERTIFICATE_MATCHES(
      Situation.WRONG_SENDER,
      "RFC 8705 §3",
      "The access token must be sent with its client certificate."),
  BINDING_IS_VERIFIED(
      Situation.BINDING_UNVERIFIED, "RFC 9449 §7.2", "The access token cannot be used here."),
  STORAGE_ANSWERS(
      Situation.UNAVAILABLE, "RFC 9110 §15.6.4", "The access token cannot be judged just now.");

  private final Situation situation;
  private final String reference;
  private final String description;

  TokenRule(Situation situation, String reference, String description) {
    this.situation = situation;
    this.reference = reference;
    this.description = description;
  }

  Situation situation() {
    return situation;
  }

  @Override
  public String reference() {
    return reference;
  }

  /** What the caller is told. */
  String description() {
    return description;
  }
}
