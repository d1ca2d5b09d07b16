package dev.lockspire.clientauth;

import dev.lockspire.http.Call;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;

/** What both methods with a certificate begin with: there is one, and its time is now. */
final class PresentedCertificate {
  private PresentedCertificate() {}

  /**
   * @throws Refused when there is none, or it is not yet or no longer valid
   */
  static X509Certificate of(Call call, Instant now) {
    if (call.certificates().isEmpty()) {
      throw new Refused("missing_certificate");
    }
    X509Certificate certificate = call.certificates().get(0);
    Date date = Date.from(now);
    if (date.before(certificate.getNotBefore()) || date.after(certificate.getNotAfter())) {
      throw new Refused("invalid_certificate");
    }
    return certificate;
  }
}
