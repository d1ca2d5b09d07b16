package dev.lockspire.senderconstraint;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.Sha256;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Two self-signed certificates of clients, valid for a hundred years. */
public final class KnownCertificates {
  public static final X509Certificate ONE =
      read(
          "MIIBgDCCASegAwIBAgIUfX1rqzNHWKhQ+Y+5RbmBgBzOhVAwCgYIKoZIzj0EAwIw"
              + "FTETMBEGA1UEAwwKY2xpZW50LW9uZTAgFw0yNjExMjcxNDA2MTFaGA8yMTI2MTEw"
              + "MzE0MDYxMVowFTETMBEGA1UEAwwKY2xpZW50LW9uZTBZMBMGByqGSM49AgEGCCqG"
              + "SM49AwEHA0IABJTXghmp+vwRnitzArP2MulJ7Q3qYj58Yh8Xv+dJLhMvfcsClwxM"
              + "cPT81pqYlelaZToTlHR1sLTAN4j0PE9pnaejUzBRMB0GA1UdDgQWBBQygG7UpISa"
              + "RbmGidDmPAvBDyG+sTAfBgNVHSMEGDAWgBQygG7UpISaRbmGidDmPAvBDyG+sTAP"
              + "BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIBiqxnl60z047/uUWV79"
              + "Qy9/4koMD4PL42Ae9PmYXbHyAiBYhYp4Cwd96Aiq/uXOt/sKinQ1V4NbbNSFy6E0"
              + "NRQMog==");

  public static final X509Certificate TWO =
      read(
          "MIIBgTCCASegAwIBAgIUdTJmW3v+zdy0Cfv9okeWRMhAdigwCgYIKoZIzj0EAwIw"
              + "FTETMBEGA1UEAwwKY2xpZW50LXR3bzAgFw0yNjExMjcxNDA2MTFaGA8yMTI2MTEw"
              + "MzE0MDYxMVowFTETMBEGA1UEAwwKY2xpZW50LXR3bzBZMBMGByqGSM49AgEGCCqG"
              + "SM49AwEHA0IABEkLnnHQ0zam7VlKrk507aeZt5QZad0odk+Kc1HsUABRtVuRVsPf"
              + "2urqJQhGycADBdnoI66dKoNd/uzbuviPB/yjUzBRMB0GA1UdDgQWBBSxKKb7B7MU"
              + "UaQToCZYlrlWOiVgzDAfBgNVHSMEGDAWgBSxKKb7B7MUUaQToCZYlrlWOiVgzDAP"
              + "BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQDbC4sAaKNoMLC206DR"
              + "sWSew8jbmeI+gVzb15AzRoPhrgIgMjEvsPW4AJXcjr+uRjFask54hDi1pz2Xijnj"
              + "HKL2iPc=");

  private KnownCertificates() {}

  /** {@code x5t#S256}, worked out by hand. */
  public static String thumbprint(X509Certificate certificate) {
    try {
      return Base64Url.encode(Sha256.digest(certificate.getEncoded()));
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate read(String base64) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }
}
