package dev.lockspire.token;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.senderconstraint.ProofErrors;
import dev.lockspire.senderconstraint.SenderConstraints;
import dev.lockspire.storage.StorageFailure;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns away a token request that cannot lead to a bound token where a FAPI profile holds (FAPI 2.0
 * Security Profile §5.3.2.1), before anything is authenticated. {@link Sender} judges the client
 * that the request really comes from.
 */
public final class FapiBoundary {
  private final Supplier<ServerPolicy> policy;
  private final Function<String, Optional<Client>> clients;
  private final Function<Call, Optional<String>> claimed;
  private final SenderConstraints constraints;
  private final Telemetry telemetry;

  /**
   * @param clients a client by its id, from memory
   * @param claimed the id of the client that a call claims to come from
   */
  public FapiBoundary(
      Supplier<ServerPolicy> policy,
      Function<String, Optional<Client>> clients,
      Function<Call, Optional<String>> claimed,
      SenderConstraints constraints,
      Telemetry telemetry) {
    this.policy = policy;
    this.clients = clients;
    this.claimed = claimed;
    this.constraints = constraints;
    this.telemetry = telemetry;
  }

  /**
   * @throws OAuthError 400 {@code invalid_dpop_proof} when a proof is due and missing, 503 {@code
   *     server_error} when it cannot be read which profile holds
   */
  void requireProof(Call call) {
    if (mustProve(call) && call.headers().all("DPoP").isEmpty()) {
      telemetry.emit(TelemetryEvent.FAPI20_FAILED, Map.of("reason_code", "missing_dpop_proof"));
      throw ProofErrors.missing();
    }
  }

  private boolean mustProve(Call call) {
    try {
      boolean fapi = policy.get().securityProfile().isFapi();
      Optional<Client> client = call.form().trimmed("client_id").flatMap(clients);
      if (client.isEmpty() && fapi) {
        // The client itself may be exempt, and says who it is elsewhere.
        client = claimed.apply(call).flatMap(clients);
      }
      boolean withCertificate = !call.certificates().isEmpty();
      return client
          .map(
              known ->
                  constraints.profile(known).isFapi()
                      && constraints.demandsProof(known, withCertificate))
          .orElse(fapi && !withCertificate);
    } catch (StorageFailure unreadable) {
      throw OAuthError.of(
          503,
          "server_error",
          "security_profile_unavailable",
          "The server cannot read its policy just now.");
    }
  }
}
