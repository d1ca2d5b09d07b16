package dev.lockspire.clientauth;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.RepeatedEvidence;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is told of who authenticated and who failed to, and what of it becomes an audit row: a
 * credential that was used before, and an assertion that another key signed or that was made for
 * somebody else. Never for a client that there is not, whose name is its caller's own text.
 */
public final class AuthenticationEvidence {
  static final String REPLAYED = "client_assertion_replayed";

  private static final String RESOURCE = "client_authentication";

  private static final Set<String> MISMATCHES =
      Set.of(
          "client_assertion_signature_invalid",
          "client_assertion_audience_invalid",
          "client_assertion_issuer_invalid",
          "client_assertion_subject_invalid");

  /** What a client that signs with its secret must not do besides: it may be a downgrade. */
  private static final Set<String> HMAC_MISMATCHES =
      Set.of(
          "client_assertion_algorithm_not_allowed",
          ClientAuthenticator.ASSERTION_METHOD_NOT_ALLOWED,
          ClientAuthenticator.METHOD_NOT_ALLOWED_HERE);

  private final Telemetry telemetry;
  private final RepeatedEvidence audit;
  private final InstantSource clock;

  public AuthenticationEvidence(Telemetry telemetry, RepeatedEvidence audit, InstantSource clock) {
    this.telemetry = telemetry;
    this.audit = audit;
    this.clock = clock;
  }

  void succeeded(ExaminedClient examined) {
    Client client = examined.client();
    Map<String, String> attributes = new HashMap<>();
    attributes.put("client_id", client.clientId());
    attributes.put("auth_method", client.metadata().tokenEndpointAuthMethod().wireName());
    if (examined.credentials() instanceof Credentials.Assertion assertion) {
      attributes.put("assertion_alg", assertion.jws().header("alg").orElse(""));
      attributes.put(
          "assertion_audience",
          assertion.claims().value("aud") instanceof String ? "issuer" : "list");
    }
    telemetry.emit(TelemetryEvent.CLIENT_AUTH_SUCCESS, attributes);
  }

  /**
   * @param client the one that was found, whether or not it is the caller
   * @param presented what the caller tried, empty when that could not be told
   */
  void failed(Optional<Client> client, String presented, Refused refused) {
    String reason = refused.reason();
    boolean replayed = reason.equals(REPLAYED);
    Map<String, String> attributes = new HashMap<>(refused.attributes());
    attributes.put("client_id", client.map(Client::clientId).orElse(""));
    attributes.put("auth_method", presented);
    attributes.put("reason_code", reason);
    telemetry.emit(
        replayed ? TelemetryEvent.CLIENT_AUTH_REPLAY_DETECTED : TelemetryEvent.CLIENT_AUTH_FAILED,
        attributes);
    if (client.isEmpty()) {
      return;
    }
    if (replayed) {
      // Whoever got this far has proved to be the client: there is nothing left to hide.
      audit.now(event(REPLAYED, client.get(), refused));
    } else if (isMismatch(client.get(), reason)) {
      // Not now: the time it takes would tell that there is such a client.
      audit.later(event("client_auth_failed", client.get(), refused));
    }
  }

  private static boolean isMismatch(Client client, String reason) {
    AuthMethod registered = client.metadata().tokenEndpointAuthMethod();
    return MISMATCHES.contains(reason)
        || (registered == AuthMethod.CLIENT_SECRET_JWT && HMAC_MISMATCHES.contains(reason));
  }

  private AuditEvent event(String action, Client client, Refused refused) {
    String id = client.clientId();
    Map<String, Object> details = new HashMap<>(refused.attributes());
    details.put("auth_method", client.metadata().tokenEndpointAuthMethod().wireName());
    return AuditEvent.denied(
            action, refused.reason(), Actor.client(id), RESOURCE, id, clock.instant())
        .with(details);
  }
}
