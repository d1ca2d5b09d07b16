package dev.lockspire.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A file of certificates, read once.
 *
 * @param path where it is
 * @param certificates what it holds, one at least
 */
public record CertificateFile(Path path, List<X509Certificate> certificates) {
  private static final long MAX_BYTES = 1_048_576;

  /**
   * @throws IllegalArgumentException when there are no certificates
   */
  public CertificateFile {
    certificates = List.copyOf(certificates);
    ValueTypes.require(!certificates.isEmpty(), "names a file without certificates: " + path);
  }

  /**
   * Reads a file of PEM certificates (RFC 7468 §5), of at most 1 MiB.
   *
   * @throws IllegalArgumentException when it cannot be read or holds something else
   */
  static CertificateFile read(String path) {
    try {
      Path file = Path.of(path);
      ValueTypes.require(Files.isRegularFile(file), "names a file that does not exist: " + file);
      ValueTypes.require(Files.size(file) <= MAX_BYTES, "names a file that is too large: " + file);
      byte[] content = Files.readAllBytes(file);
      return new CertificateFile(
          file,
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(content))
              .stream()
              .map(X509Certificate.class::cast)
              .toList());
    } catch (CertificateException e) {
      throw new IllegalArgumentException("names a file that holds no PEM certificates: " + path, e);
    } catch (InvalidPathException | IOException e) {
      throw new IllegalArgumentException("names a file that cannot be read: " + path, e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
