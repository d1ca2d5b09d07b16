package dev.lockspire.clientauth;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Verifies that a certificate was issued for a client by one of the configured authorities (RFC
 * 5280 §6), for when whoever ends the TLS connection did not.
 *
 * <p>Revocation lists and OCSP are not asked.
 */
final class CertificateChain {
  private static final int MAX_LENGTH = 10;
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_USAGE = "2.5.29.37.0";

  private final Set<TrustAnchor> anchors;

  /**
   * @param authorities one at least
   */
  CertificateChain(List<X509Certificate> authorities) {
    this.anchors =
        authorities.stream()
            .map(authority -> new TrustAnchor(authority, null))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whether the first of {@code chain} is a client's certificate, and an authority vouches for it
   * directly or through those that follow.
   */
  boolean isTrusted(List<X509Certificate> chain, Instant now) {
    if (!isForClients(chain.get(0))) {
      return false;
    }
    // What was presented may go on to the authority itself and beyond.
    for (int length = 1; length <= Math.min(chain.size(), MAX_LENGTH); length++) {
      if (leadsToAuthority(chain.subList(0, length), now)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForClients(X509Certificate certificate) {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      return usages == null || usages.contains(CLIENT_AUTH) || usages.contains(ANY_USAGE);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private boolean leadsToAuthority(List<X509Certificate> certificates, Instant now) {
    try {
      CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(certificates);
      CertPathValidator.getInstance("PKIX").validate(path, parameters(now));
      return true;
    } catch (GeneralSecurityException | RuntimeException untrusted) {
      return false;
    }
  }

  private PKIXParameters parameters(Instant now) throws InvalidAlgorithmParameterException {
    PKIXParameters parameters = new PKIXParameters(anchors);
    parameters.setDate(Date.from(now));
    parameters.setRevocationEnabled(false);
    return parameters;
  }
}
