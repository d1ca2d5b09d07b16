package dev.lockspire.token;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.senderconstraint.CertificateThumbprint;
import dev.lockspire.senderconstraint.Confirmation;
import dev.lockspire.senderconstraint.ProofErrors;
import dev.lockspire.senderconstraint.SenderConstraints;
import dev.lockspire.senderconstraint.VerifiedProof;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who sent a token request, and which keys it can use. That is verified, and what may be used once
 * only is used up, before the grant looks at anything; what it means is asked at the place that the
 * grant's own order gives it.
 */
public final class Sender {
  private final Client client;
  private final SenderConstraints constraints;
  private final Optional<VerifiedProof> proof;
  private final Optional<OAuthError> refused;
  private final List<X509Certificate> certificates;
  private final Telemetry telemetry;

  /**
   * @param proof of the key, which holds and is used up
   * @param refused what is wrong with the proof that was sent instead
   * @param certificates the TLS client's chain
   */
  Sender(
      Client client,
      SenderConstraints constraints,
      Optional<VerifiedProof> proof,
      Optional<OAuthError> refused,
      List<X509Certificate> certificates,
      Telemetry telemetry) {
    this.client = client;
    this.constraints = constraints;
    this.proof = proof;
    this.refused = refused;
    this.certificates = certificates;
    this.telemetry = telemetry;
  }

  public Client client() {
    return client;
  }

  /**
   * What the tokens of a first grant are bound to.
   *
   * @throws OAuthError 400 when the proof that was sent does not hold, or a proof or certificate is
   *     due and missing
   */
  public Confirmation confirmation() {
    requireProofWhereDemanded();
    Optional<String> jkt = constraints.bindsToProof(client) ? provenKey() : Optional.empty();
    if (!client.bindsToCertificate()) {
      return new Confirmation(jkt, Optional.empty());
    }
    Optional<String> shown = shownCertificate();
    if (jkt.isEmpty() && shown.isEmpty()) {
      // RFC 8705 §3.4 leaves it to us: a bearer token is not what the client registered for.
      throw wrongCertificate();
    }
    return new Confirmation(jkt, shown);
  }

  /**
   * Thumbprint of the key that the request proves possession of; empty when it does not try to.
   *
   * @throws OAuthError when the proof that was sent does not hold
   */
  public Optional<String> provenKey() {
    refused.ifPresent(
        error -> {
          throw told(TelemetryEvent.DPOP_FAILED, error);
        });
    return proof.map(VerifiedProof::jkt);
  }

  /**
   * As {@link #provenKey}.
   *
   * @throws OAuthError also when there is none
   */
  String requireProvenKey() {
    return provenKey()
        .orElseThrow(
            () -> {
              boolean fapi = profile().isFapi();
              return told(
                  fapi ? TelemetryEvent.FAPI20_FAILED : TelemetryEvent.DPOP_FAILED,
                  ProofErrors.missing()
                      .comparing("client's DPoP policy", client.metadata().dpopPolicy())
                      .comparing("effective profile", profile().wireName()));
            });
  }

  void requireProofWhereDemanded() {
    provenKey();
    if (constraints.demandsProof(client, !certificates.isEmpty())) {
      requireProvenKey();
    }
  }

  /** The certificate that {@code thumbprint} stands for must be the client's. */
  void requireCertificate(String thumbprint) {
    if (CertificateThumbprint.ofFirst(certificates)
        .filter(shown -> shown.matches(thumbprint))
        .isEmpty()) {
      throw wrongCertificate();
    }
  }

  private Optional<String> shownCertificate() {
    return CertificateThumbprint.ofFirst(certificates).map(CertificateThumbprint::value);
  }

  private OAuthError wrongCertificate() {
    return OAuthError.invalidRequest(
            "invalid_client_certificate", "The client certificate is missing or not the right one.")
        .comparing("presented", shownCertificate().orElse("none"));
  }

  SecurityProfile profile() {
    return constraints.profile(client);
  }

  /** The nonce for the client's next proof, when the one it holds is getting old. */
  Optional<String> nextNonce() {
    return proof.flatMap(VerifiedProof::nextNonce);
  }

  /** What {@link #provenKey} is proven with; empty when it is not. */
  String proofAlgorithm() {
    return proof.map(VerifiedProof::algorithm).map(SigningAlgorithm::wireName).orElse("");
  }

  private OAuthError told(TelemetryEvent event, OAuthError error) {
    telemetry.emit(event, Map.of("client_id", client.clientId(), "reason_code", error.reason()));
    return error;
  }
}
