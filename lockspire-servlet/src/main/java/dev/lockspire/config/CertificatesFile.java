package dev.lockspire.config;

import static dev.lockspire.config.ValueTypes.require;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A PEM file of certificates, named by its path. */
final class CertificatesFile {
  /** The bundle that a whole operating system trusts is a quarter of it. */
  private static final long MAX_FILE_BYTES = 1_048_576;

  private CertificatesFile() {}

  static ValueType<List<X509Certificate>> type() {
    return ValueType.of(
        "path", "a PEM file with at least one certificate", CertificatesFile::read, c -> {});
  }

  private static List<X509Certificate> read(String path) {
    try {
      Path file = Path.of(path);
      require(Files.isRegularFile(file), "names something that is not a file");
      require(Files.size(file) <= MAX_FILE_BYTES, "names a file of more than 1 MiB");
      List<X509Certificate> certificates = new ArrayList<>();
      try (InputStream in = Files.newInputStream(file)) {
        for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          certificates.add((X509Certificate) each);
        }
      }
      require(!certificates.isEmpty(), "names a file without certificates");
      return List.copyOf(certificates);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("names a file that is not PEM certificates", e);
    } catch (InvalidPathException | IOException e) {
      throw new IllegalArgumentException("names a file that cannot be read", e);
    }
  }
}
