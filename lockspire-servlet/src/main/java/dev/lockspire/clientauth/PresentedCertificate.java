package dev.lockspire.clientauth;

import dev.lockspire.http.Call;
import dev.lockspire.http.RuleTrace;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;

/** What both methods with a certificate begin with: there is one, and its time is now. */
final class PresentedCertificate {
  private PresentedCertificate() {}

  /**
   * @throws Refused when there is none, or it is not yet or no longer valid
   */
  static X509Certificate of(Call call, Instant now, RuleTrace trace) {
    X509Certificate certificate =
        trace.check(CertificateRule.CERTIFICATE_IS_PRESENT, () -> first(call));
    trace.require(CertificateRule.CERTIFICATE_IS_VALID_NOW, () -> valid(certificate, now));
    return certificate;
  }

  private static X509Certificate first(Call call) {
    if (call.certificates().isEmpty()) {
      throw new Refused("missing_certificate");
    }
    return call.certificates().get(0);
  }

  private static void valid(X509Certificate certificate, Instant now) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (now.isBefore(from) || now.isAfter(until)) {
      throw new Refused("invalid_certificate", Map.of("certificate valid", from + " to " + until));
    }
  }
}
