package dev.lockspire.audit;

/** Everything that is told, by the names that hosts and dashboards see. */
public enum TelemetryEvent {
  AUTHORIZATION_REQUEST_ACCEPTED("authorization_request.accepted"),
  AUTHORIZATION_REQUEST_REJECTED("authorization_request.rejected"),
  PUSHED_REQUEST_ACCEPTED("pushed_request.accepted"),
  PUSHED_REQUEST_REJECTED("pushed_request.rejected"),
  INTERACTION_STARTED("interaction.started"),
  INTERACTION_LOGIN_REQUIRED("interaction.login_required"),
  CONSENT_SHOWN("consent.shown"),
  CONSENT_APPROVED("consent.approved"),
  CONSENT_DENIED("consent.denied"),
  CONSENT_REUSED("consent.reused"),
  CONSENT_REVOKED("consent.revoked"),
  AUTHORIZATION_COMPLETED("authorization.completed"),
  AUTHORIZATION_CODE_ISSUED("authorization_code.issued"),
  AUTHORIZATION_CODE_REDEEMED("authorization_code.redeemed"),
  AUTHORIZATION_CODE_REPLAY_DETECTED("authorization_code.replay_detected"),
  TOKEN_ISSUED("token.issued"),
  TOKEN_INTROSPECTED("token.introspected"),
  TOKEN_REVOKED("token.revoked"),
  TOKEN_FAMILY_REVOKED("token.family_revoked"),
  REFRESH_TOKEN_ISSUED("refresh_token.issued"),
  REFRESH_TOKEN_REUSE_DETECTED("refresh_token.reuse_detected"),
  INTROSPECTION_FAILED("introspection.failed"),
  RESPONSE_ENCRYPTION_FAILED("response_encryption.failed"),
  REVOCATION_FAILED("revocation.failed"),
  DPOP_FAILED("dpop.failed"),
  FAPI20_FAILED("fapi20.failed"),
  JARM_FAILED("jarm.failed"),
  CLIENT_AUTH_SUCCESS("client_auth.success"),
  CLIENT_AUTH_FAILED("client_auth.failed"),
  CLIENT_AUTH_REPLAY_DETECTED("client_auth.replay_detected"),
  CLIENT_REGISTRATION_SUCCEEDED("client.registration_succeeded"),
  CLIENT_REGISTRATION_REJECTED("client.registration_rejected"),
  CLIENT_CREATED("client.created"),
  CLIENT_UPDATED("client.updated"),
  CLIENT_SECRET_ROTATED("client.secret_rotated"),
  CLIENT_DISABLED("client.disabled"),
  CLIENT_ENABLED("client.enabled"),
  KEY_GENERATED("key.generated"),
  KEY_PUBLISHED("key.published"),
  KEY_ACTIVATED("key.activated"),
  KEY_RETIRED("key.retired"),
  RS_TOKEN_FORMAT("rs.token_format"),
  LOGOUT_REQUESTED("logout.requested"),
  SERVER_POLICY_UPDATED("server_policy.updated"),
  PRUNER_COMPLETED("pruner.completed");

  private final String wireName;

  TelemetryEvent(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
