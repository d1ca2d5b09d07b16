package dev.lockspire.protect;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.senderconstraint.CertificateThumbprint;
import dev.lockspire.senderconstraint.Confirmation;
import dev.lockspire.senderconstraint.ProofAcceptance;
import dev.lockspire.senderconstraint.ProofDemand;
import dev.lockspire.senderconstraint.ProofRefused;
import dev.lockspire.senderconstraint.VerifiedProof;
import dev.lockspire.storage.StorageFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Demands that a bound token is shown by who holds its keys: a DPoP proof (RFC 9449 §7.1), a client
 * certificate (RFC 8705 §3), or both. A bearer token passes as it is. One statement for a proof,
 * which may be used once.
 */
public final class SenderVerification {
  private static final Logger LOG = LoggerFactory.getLogger(SenderVerification.class);

  private final ProofAcceptance proofs;
  private final Function<String, Optional<Client>> clients;
  private final Supplier<ServerPolicy> policy;
  private final Telemetry telemetry;

  /**
   * @param clients a client by its id, from memory
   * @param policy what operators decided, from memory
   */
  public SenderVerification(
      ProofAcceptance proofs,
      Function<String, Optional<Client>> clients,
      Supplier<ServerPolicy> policy,
      Telemetry telemetry) {
    this.proofs = proofs;
    this.clients = clients;
    this.policy = policy;
    this.telemetry = telemetry;
  }

  /**
   * @param nextNonce to be sent along with the answer
   */
  record Enforced(CheckedToken token, Optional<String> nextNonce) {}

  /** Does nothing for a token that is refused already, bound to nothing, or looked at before. */
  Enforced enforce(CheckedToken token, RouteRequest request) {
    if (token.refusal().isPresent() || token.bindingType().isEmpty() || token.bindingVerified()) {
      return new Enforced(token, Optional.empty());
    }
    try {
      Confirmation cnf = token.known().orElseThrow().cnf();
      Optional<String> nextNonce =
          cnf.jkt().isPresent() ? requireProof(token, cnf.jkt().get(), request) : Optional.empty();
      if (cnf.x5tS256().isPresent()) {
        requireCertificate(cnf.x5tS256().get(), request);
      }
      return new Enforced(token.withVerifiedBinding(), nextNonce);
    } catch (TokenRefused refused) {
      if (refused.rule() != TokenRule.CERTIFICATE_MATCHES) {
        telemetry.emit(
            TelemetryEvent.DPOP_FAILED,
            Map.of("client_id", token.clientId(), "reason_code", refused.reason()));
      }
      return new Enforced(token.refusedBy(refused), Optional.empty());
    } catch (StorageFailure failure) {
      LOG.warn("A sender could not be judged: {}", failure.getMessage());
      return new Enforced(
          token.refusedBy(TokenRefused.by(TokenRule.STORAGE_ANSWERS, "storage_unavailable")),
          Optional.empty());
    }
  }

  private Optional<String> requireProof(CheckedToken token, String jkt, RouteRequest request) {
    SecurityProfile profile = profile(token.clientId());
    if (token.scheme() != AuthorizationScheme.DPOP) {
      throw TokenRefused.by(TokenRule.SCHEME_IS_DPOP, "invalid_dpop_authorization_scheme")
          .accepting(profile.algorithms());
    }
    return accepted(token, jkt, request, profile).nextNonce();
  }

  private VerifiedProof accepted(
      CheckedToken token, String jkt, RouteRequest request, SecurityProfile profile) {
    try {
      return proofs.accept(
          request.headers("DPoP"),
          ProofDemand.ofResource(
              request.method(), List.of(request.url()), profile, token.value(), jkt));
    } catch (ProofRefused refused) {
      TokenRefused why =
          TokenRefused.by(rule(refused), refused.reason())
              .comparing(refused.compared())
              .accepting(profile.algorithms());
      throw refused.needsNonce() ? why.needing(proofs.freshNonce()) : why;
    }
  }

  private static TokenRule rule(ProofRefused refused) {
    return switch (refused.reason()) {
      case "dpop_proof_replayed", "dpop_replay_store_failed" -> TokenRule.PROOF_IS_NEW;
      default -> TokenRule.PROOF_HOLDS;
    };
  }

  /** The client's; the server's for a client that is gone. */
  private SecurityProfile profile(String clientId) {
    ServerPolicy server = policy.get();
    return clients
        .apply(clientId)
        .map(client -> client.profile(server))
        .orElse(server.securityProfile());
  }

  private static void requireCertificate(String thumbprint, RouteRequest request) {
    Optional<Map<String, String>> difference =
        CertificateThumbprint.difference(thumbprint, request.certificates());
    if (difference.isPresent()) {
      throw TokenRefused.by(TokenRule.CERTIFICATE_MATCHES, "invalid_client_certificate")
          .comparing(difference.get())
          .challengingWith(AuthorizationScheme.BEARER);
    }
  }
}
