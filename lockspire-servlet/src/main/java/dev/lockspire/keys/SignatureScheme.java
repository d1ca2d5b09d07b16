package dev.lockspire.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.impl.ECDSA;
import dev.lockspire.policy.SigningAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/**
 * A signature algorithm (RFC 7518 §3, RFC 8037 §3.1) as the Java security API computes it, with the
 * provider of choice where that provider has it and with the JDK where it has not.
 */
final class SignatureScheme {
  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
  private static final int ES256_BYTES = 64;

  private final SigningAlgorithm algorithm;
  private final String name;
  private final Optional<Provider> provider;

  SignatureScheme(SigningAlgorithm algorithm, Optional<Provider> preferred) {
    this.algorithm = algorithm;
    this.name =
        switch (algorithm) {
          case RS256 -> "SHA256withRSA";
          case PS256 -> "RSASSA-PSS";
          case ES256 -> "SHA256withECDSA";
          case EDDSA -> "Ed25519";
        };
    this.provider = preferred.filter(p -> p.getService("Signature", name) != null);
  }

  /** {@code key} in the provider's own form, so that it is not converted for each signature. */
  PrivateKey prepare(PrivateKey key) {
    try {
      return provider.isEmpty()
          ? key
          : factory(provider.get()).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    } catch (GeneralSecurityException noFactoryOfItsOwn) {
      return key;
    }
  }

  /** As {@link #prepare(PrivateKey)}. */
  PublicKey prepare(PublicKey key) {
    try {
      return provider.isEmpty()
          ? key
          : factory(provider.get()).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    } catch (GeneralSecurityException noFactoryOfItsOwn) {
      return key;
    }
  }

  private KeyFactory factory(Provider from) throws GeneralSecurityException {
    String type =
        switch (algorithm) {
          case RS256, PS256 -> "RSA";
          case ES256 -> "EC";
          case EDDSA -> "Ed25519";
        };
    return KeyFactory.getInstance(type, from);
  }

  /** The signature of {@code input} in the form that JWS prescribes. */
  byte[] sign(PrivateKey key, byte[] input) throws GeneralSecurityException {
    Signature signature = signature();
    signature.initSign(key);
    signature.update(input);
    return algorithm == SigningAlgorithm.ES256 ? concatenated(signature.sign()) : signature.sign();
  }

  boolean verify(PublicKey key, byte[] input, byte[] signed) throws GeneralSecurityException {
    Signature signature = signature();
    signature.initVerify(key);
    signature.update(input);
    return signature.verify(algorithm == SigningAlgorithm.ES256 ? der(signed) : signed);
  }

  private Signature signature() throws GeneralSecurityException {
    Signature signature =
        provider.isPresent()
            ? Signature.getInstance(name, provider.get())
            : Signature.getInstance(name);
    if (algorithm == SigningAlgorithm.PS256) {
      signature.setParameter(PSS);
    }
    return signature;
  }

  /** R and S side by side (RFC 7518 §3.4), which not every provider can make itself. */
  private static byte[] concatenated(byte[] der) throws SignatureException {
    try {
      return ECDSA.transcodeSignatureToConcat(der, ES256_BYTES);
    } catch (JOSEException e) {
      throw new SignatureException("not an ECDSA signature", e);
    }
  }

  private static byte[] der(byte[] concatenated) throws SignatureException {
    if (concatenated.length != ES256_BYTES) {
      throw new SignatureException("an ES256 signature has 64 bytes");
    }
    try {
      // An early patch level of Java 17 takes zeros for anybody's signature (CVE-2022-21449).
      ECDSA.ensureLegalSignature(concatenated, JWSAlgorithm.ES256);
      return ECDSA.transcodeSignatureToDER(concatenated);
    } catch (JOSEException e) {
      throw new SignatureException("not an ECDSA signature", e);
    }
  }
}
