package dev.lockspire.interaction;

import dev.lockspire.host.LoginRequest.Reason;
import dev.lockspire.interaction.Interaction.Status;

/**
 * Why an application gets an error instead of a code (RFC 6749 §4.1.2.1, OpenID Connect Core
 * §3.1.2.6), each with its response: whoever ends an interaction asks for the refusal first.
 */
final class Refusals {
  private Refusals() {}

  /** {@code prompt=none}, and nobody is there. */
  static Step nobodySignedIn(AuthorizationRequest request, Responder responder) {
    return of(request, responder, "login_required", "login_required", "Nobody is signed in.");
  }

  /** {@code prompt=none}, and whoever is there would have to sign in again. */
  static Step mustSignIn(AuthorizationRequest request, Responder responder, Reason need) {
    return need == Reason.ACR
        ? acrNotReached(request, responder)
        : of(request, responder, "login_required", "login_required", "The person has to sign in.");
  }

  /** {@code prompt=none}, and the host wants to show something. */
  static Step mustAct(AuthorizationRequest request, Responder responder) {
    return of(
        request,
        responder,
        "interaction_required",
        "interaction_required",
        "The person has to act.");
  }

  /** {@code prompt=none}, and nothing that was allowed before covers the request. */
  static Step needsConsent(AuthorizationRequest request, Responder responder) {
    return of(request, responder, "consent_required", "consent_required", "Consent is required.");
  }

  /** The host's policy forbids it. */
  static Step forbidden(AuthorizationRequest request, Responder responder) {
    return of(
        request, responder, "access_denied", "denied_by_policy", "The request is not permitted.");
  }

  /** OpenID Connect Core Unmet Authentication Requirements §2. */
  static Step acrNotReached(AuthorizationRequest request, Responder responder) {
    return of(
        request,
        responder,
        "unmet_authentication_requirements",
        "acr_not_reached",
        "The demanded authentication context was not reached.");
  }

  static Step somebodyElse(AuthorizationRequest request, Responder responder) {
    return of(request, responder, "login_required", "subject_mismatch", "Somebody else signed in.");
  }

  static Step tooManyLogins(AuthorizationRequest request, Responder responder) {
    return of(
        request,
        responder,
        "login_required",
        "too_many_login_rounds",
        "The person could not be signed in as demanded.");
  }

  static Step notInTime(Interaction interaction, Responder responder) {
    boolean login = interaction.status() == Status.PENDING_LOGIN;
    return of(
        interaction.request(),
        responder,
        login ? "login_required" : "access_denied",
        "interaction_expired",
        login ? "The person did not sign in in time." : "The person did not decide in time.");
  }

  static Step denied(AuthorizationRequest request, Responder responder) {
    return of(request, responder, "access_denied", "access_denied", "The person refused.");
  }

  private static Step of(
      AuthorizationRequest request,
      Responder responder,
      String error,
      String reason,
      String description) {
    return new Step.Refused(
        request, error, reason, description, responder.refused(error, description));
  }
}
