package dev.lockspire.demo.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The demo's HTTPS certificate, made by the JDK's own keytool and kept in the data folder.
 *
 * @param keyStore PKCS #12 with key and certificate
 * @param password of the key store
 * @param pem the certificate alone, for clients that shall trust it
 */
record SelfSignedCertificate(Path keyStore, String password, Path pem) {
  private static final String ALIAS = "https";
  private static final int DAYS = 397;

  /**
   * The folder's certificate, made anew when there is none for {@code host} or it has run out.
   *
   * @throws StartProblem when keytool fails
   */
  static SelfSignedCertificate in(DataFolder folder, String host) {
    Path keyStore = folder.path("https.p12");
    Path passwordFile = folder.secret("https.password");
    Path pem = folder.path("https.crt");
    try {
      String password = Files.readString(passwordFile).strip();
      if (!usable(keyStore, password, host)) {
        Files.deleteIfExists(keyStore);
        generate(keyStore, passwordFile, host);
        Files.setPosixFilePermissions(keyStore, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(pem, pemOf(certificate(keyStore, password)));
      return new SelfSignedCertificate(keyStore, password, pem);
    } catch (IOException | GeneralSecurityException e) {
      throw new StartProblem("The HTTPS certificate cannot be made: " + e, e);
    }
  }

  private static boolean usable(Path keyStore, String password, String host) {
    if (!Files.exists(keyStore)) {
      return false;
    }
    try {
      X509Certificate certificate = certificate(keyStore, password);
      certificate.checkValidity();
      return certificate.getSubjectAlternativeNames().stream()
          .map(name -> name.get(1))
          .anyMatch(host::equals);
    } catch (IOException | GeneralSecurityException | RuntimeException stale) {
      return false;
    }
  }

  private static X509Certificate certificate(Path keyStore, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      store.load(in, password.toCharArray());
    }
    return (X509Certificate) store.getCertificate(ALIAS);
  }

  private static void generate(Path keyStore, Path passwordFile, String host) throws IOException {
    Set<String> names = new LinkedHashSet<>(List.of("dns:localhost", "ip:127.0.0.1", "ip:::1"));
    boolean address = host.indexOf(':') >= 0 || host.chars().noneMatch(Character::isLetter);
    if (!address) {
      names.add("dns:" + host);
    }
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    run(
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-sigalg",
            "SHA256withECDSA",
            "-dname",
            "CN=" + (address ? "localhost" : host) + ", O=Billingo demo",
            "-ext",
            "SAN=" + String.join(",", names),
            "-ext",
            "EKU=serverAuth",
            "-validity",
            Integer.toString(DAYS),
            "-storetype",
            "PKCS12",
            "-keystore",
            keyStore.toString(),
            "-storepass:file",
            passwordFile.toString()));
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new StartProblem("keytool failed: " + output.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartProblem("Interrupted while keytool was running.", e);
    }
  }

  private static String pemOf(X509Certificate certificate) throws GeneralSecurityException {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n"
        + lines.encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
