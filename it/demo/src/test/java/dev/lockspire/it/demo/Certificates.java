package dev.lockspire.it.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.PrivateKeyEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates of one run, made by the JDK's keytool: an authority, and whom it vouches for.
 */
final class Certificates {
  private static final String PASSWORD = "changeit";
  private static final String AUTHORITY = "authority";

  private final Path store;
  private int made;

  private Certificates(Path store) {
    this.store = store;
  }

  /** Begins anew, with an authority of its own. */
  static Certificates in(Path folder) throws IOException, InterruptedException {
    Path store = folder.resolve("certificates.p12");
    Files.deleteIfExists(store);
    Certificates certificates = new Certificates(store);
    certificates.keytool(AUTHORITY, "CN=Authority of this run", List.of("-ext", "bc:critical"));
    return certificates;
  }

  Identity authority() throws GeneralSecurityException, IOException {
    return identity(AUTHORITY);
  }

  /**
   * @param extensions as keytool spells them
   */
  Identity issued(String name, String... extensions)
      throws GeneralSecurityException, IOException, InterruptedException {
    List<String> more = new ArrayList<>(List.of("-signer", AUTHORITY));
    for (String extension : extensions) {
      more.addAll(List.of("-ext", extension));
    }
    return make(name, more);
  }

  /** Nobody vouches for this one. */
  Identity selfSigned(String name)
      throws GeneralSecurityException, IOException, InterruptedException {
    return make(name, List.of());
  }

  private Identity make(String name, List<String> more)
      throws GeneralSecurityException, IOException, InterruptedException {
    String alias = "c" + made++;
    keytool(alias, name, more);
    return identity(alias);
  }

  private Identity identity(String alias) throws GeneralSecurityException, IOException {
    char[] password = PASSWORD.toCharArray();
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      all.load(in, password);
    }
    return new Identity((PrivateKeyEntry) all.getEntry(alias, new PasswordProtection(password)));
  }

  private void keytool(String alias, String name, List<String> more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", name, "-validity", "2"));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    command.addAll(more);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("keytool failed: " + output);
    }
  }
}
