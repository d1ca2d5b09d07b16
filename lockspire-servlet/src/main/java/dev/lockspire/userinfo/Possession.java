package dev.lockspire.userinfo;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.minting.StoredToken;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.senderconstraint.CertificateThumbprint;
import dev.lockspire.senderconstraint.ProofAcceptance;
import dev.lockspire.senderconstraint.ProofDemand;
import dev.lockspire.senderconstraint.ProofRefused;
import dev.lockspire.senderconstraint.ProofTargets;
import dev.lockspire.senderconstraint.VerifiedProof;
import dev.lockspire.userinfo.PresentedToken.Scheme;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a token through only together with the keys it is bound to (RFC 9449 §7.1, RFC 8705 §3), and
 * under FAPI only when it is bound to one.
 */
public final class Possession {
  private final ProofAcceptance proofs;
  private final ProofTargets targets;
  private final Telemetry telemetry;
  private final RuleTrace trace;

  public Possession(
      ProofAcceptance proofs, ProofTargets targets, Telemetry telemetry, RuleTrace trace) {
    this.proofs = proofs;
    this.targets = targets;
    this.telemetry = telemetry;
    this.trace = trace;
  }

  /**
   * @param profile that holds for the token's client
   * @return the nonce for the client's next proof, when the one it holds is getting old
   * @throws OAuthError 401 with the challenge of what is missing
   */
  Optional<String> require(
      Call call, PresentedToken presented, StoredToken token, SecurityProfile profile) {
    trace.require(UserinfoRule.CERTIFICATE_IS_THE_BOUND_ONE, () -> requireCertificate(call, token));
    trace.require(
        UserinfoRule.SCHEME_FITS_THE_TOKEN, () -> requireScheme(presented, token, profile));
    return token
        .cnf()
        .jkt()
        .flatMap(jkt -> requireProof(call, presented, token, jkt, profile).nextNonce());
  }

  private static void requireCertificate(Call call, StoredToken token) {
    Optional<Map<String, String>> difference =
        token
            .cnf()
            .x5tS256()
            .flatMap(bound -> CertificateThumbprint.difference(bound, call.certificates()));
    if (difference.isPresent()) {
      throw Challenge.invalidToken("invalid_client_certificate").comparing(difference.get());
    }
  }

  private void requireScheme(PresentedToken presented, StoredToken token, SecurityProfile profile) {
    boolean keyBound = token.cnf().jkt().isPresent();
    if (token.isBearer() && profile.isFapi()) {
      throw told(
          TelemetryEvent.FAPI20_FAILED,
          token,
          Challenge.proofRequired("missing_dpop_proof_or_auth_scheme", profile));
    }
    if (keyBound && presented.scheme() != Scheme.DPOP) {
      throw told(
          TelemetryEvent.DPOP_FAILED,
          token,
          Challenge.proofRequired("invalid_dpop_authorization_scheme", profile));
    }
    if (!keyBound && presented.scheme() == Scheme.DPOP) {
      throw Challenge.invalidToken("invalid_authorization_scheme");
    }
  }

  private VerifiedProof requireProof(
      Call call, PresentedToken presented, StoredToken token, String jkt, SecurityProfile profile) {
    try {
      return proofs.accept(
          call.headers().all("DPoP"),
          ProofDemand.ofResource(call.method(), targets.of(call), profile, presented.value(), jkt));
    } catch (ProofRefused refused) {
      throw told(TelemetryEvent.DPOP_FAILED, token, challenge(refused, profile));
    }
  }

  private OAuthError challenge(ProofRefused refused, SecurityProfile profile) {
    OAuthError error =
        refused.needsNonce()
            ? Challenge.nonceRequired(refused.reason(), profile, proofs.freshNonce())
            : Challenge.proofRequired(refused.reason(), profile);
    return error.comparing(refused.compared());
  }

  private OAuthError told(TelemetryEvent event, StoredToken token, OAuthError error) {
    telemetry.emit(event, Map.of("client_id", token.clientId(), "reason_code", error.reason()));
    return error;
  }
}
