package dev.lockspire.crypto;

import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses who computes signatures: Amazon Corretto Crypto Provider when it is on the class path and
 * healthy, else BouncyCastle when present, else the JDK.
 *
 * <p>The provider is handed to each signature operation and never registered with {@link
 * java.security.Security}, so hashes and random numbers stay with the JDK and the host's own
 * cryptography is left alone.
 */
public final class SignatureProviders {
  private static final Logger LOG = LoggerFactory.getLogger(SignatureProviders.class);

  /** Which provider an operator asked for; {@code AUTO} takes the fastest healthy one. */
  public enum Choice {
    AUTO,
    ACCP,
    BOUNCYCASTLE,
    JDK
  }

  private SignatureProviders() {}

  /**
   * The chosen provider; empty means the JDK's own.
   *
   * @throws IllegalStateException when a provider was asked for by name and is absent or unhealthy
   */
  public static Optional<Provider> choose(Choice choice) {
    Optional<Provider> chosen =
        switch (choice) {
          case JDK -> Optional.empty();
          case ACCP -> Optional.of(required(corretto(), "Amazon Corretto Crypto Provider"));
          case BOUNCYCASTLE -> Optional.of(required(bouncyCastle(), "BouncyCastle"));
          case AUTO -> corretto().or(SignatureProviders::bouncyCastle);
        };
    LOG.info(
        "Signatures are computed by {}",
        chosen.map(p -> p.getName() + " " + p.getVersionStr()).orElse("the JDK"));
    return chosen;
  }

  private static Provider required(Optional<Provider> found, String name) {
    return found.orElseThrow(
        () -> new IllegalStateException(name + " was asked for but is absent or unhealthy"));
  }

  private static Optional<Provider> corretto() {
    return instantiate("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider")
        .filter(SignatureProviders::signsWithEs256);
  }

  private static Optional<Provider> bouncyCastle() {
    return instantiate("org.bouncycastle.jce.provider.BouncyCastleProvider")
        .filter(SignatureProviders::signsWithEs256);
  }

  private static Optional<Provider> instantiate(String className) {
    try {
      Class<?> type = Class.forName(className, true, SignatureProviders.class.getClassLoader());
      return Optional.of((Provider) type.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException | LinkageError absent) {
      LOG.debug("{} is not usable: {}", className, absent.toString());
      return Optional.empty();
    }
  }

  /** A provider with a missing native library loads but cannot sign: try it before trusting it. */
  private static boolean signsWithEs256(Provider provider) {
    try {
      java.security.KeyPairGenerator generator = java.security.KeyPairGenerator.getInstance("EC");
      generator.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
      java.security.KeyPair pair = generator.generateKeyPair();
      byte[] message = {1, 2, 3};
      java.security.Signature signer =
          java.security.Signature.getInstance("SHA256withECDSA", provider);
      signer.initSign(pair.getPrivate());
      signer.update(message);
      byte[] signature = signer.sign();
      java.security.Signature verifier =
          java.security.Signature.getInstance("SHA256withECDSA", provider);
      verifier.initVerify(pair.getPublic());
      verifier.update(message);
      return verifier.verify(signature);
    } catch (java.security.GeneralSecurityException | LinkageError | RuntimeException unhealthy) {
      LOG.warn("{} is present but unhealthy: {}", provider.getName(), unhealthy.toString());
      return false;
    }
  }
}
