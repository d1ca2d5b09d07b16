package dev.lockspire.bench.micro;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Optional;

/**
 * The ES256 signature of one JWT, verified by nothing but the provider that the library would ask:
 * key and signature are in its own form already.
 */
final class BareVerification {
  private final Optional<Provider> provider;
  private final PublicKey key;
  private final byte[] input;
  private final byte[] signature;

  /**
   * @param jwks who signed it
   */
  BareVerification(String jwt, byte[] jwks, Optional<Provider> provider)
      throws GeneralSecurityException, IOException {
    this.provider = provider;
    try {
      JWSObject parts = JWSObject.parse(jwt);
      byte[] encoded =
          JWKSet.load(new ByteArrayInputStream(jwks))
              .getKeyByKeyId(parts.getHeader().getKeyID())
              .toECKey()
              .toECPublicKey()
              .getEncoded();
      KeyFactory keys =
          provider.isPresent()
              ? KeyFactory.getInstance("EC", provider.get())
              : KeyFactory.getInstance("EC");
      this.key = keys.generatePublic(new X509EncodedKeySpec(encoded));
      this.input = parts.getSigningInput();
      this.signature = ECDSA.transcodeSignatureToDER(parts.getSignature().decode());
    } catch (ParseException | JOSEException e) {
      throw new GeneralSecurityException(e);
    }
  }

  boolean verify() throws GeneralSecurityException {
    Signature verifier =
        provider.isPresent()
            ? Signature.getInstance("SHA256withECDSA", provider.get())
            : Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(key);
    verifier.update(input);
    if (!verifier.verify(signature)) {
      throw new GeneralSecurityException("the signature does not verify");
    }
    return true;
  }
}
