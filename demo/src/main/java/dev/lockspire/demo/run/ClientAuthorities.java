package dev.lockspire.demo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may issue certificates for {@code tls_client_auth} clients. The HTTPS port lets every
 * certificate through, because those of {@code self_signed_tls_client_auth} clients have no issuer;
 * so it is the provider that must look at the issuers of the others.
 */
final class ClientAuthorities {
  private ClientAuthorities() {}

  /**
   * The file that names them: those of {@code --trust}, else nobody but the demo itself, which
   * issues none.
   *
   * @throws StartProblem when it cannot be written
   */
  static Path in(DataFolder folder, SelfSignedCertificate own, Optional<Path> trust) {
    Path file = folder.path("client-authorities.pem");
    try {
      String trusted = Files.readString(own.pem());
      if (trust.isPresent()) {
        trusted += "\n" + Files.readString(trust.get());
      }
      return Files.writeString(file, trusted);
    } catch (IOException e) {
      throw new StartProblem("Cannot write " + file + ": " + e, e);
    }
  }
}
