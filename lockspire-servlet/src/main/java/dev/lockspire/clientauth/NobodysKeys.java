package dev.lockspire.clientauth;

import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.client.HmacSecrets;
import dev.lockspire.keys.CompactJws;
import dev.lockspire.keys.ForeignKey;
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.policy.SigningAlgorithm;
import java.text.ParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Keys that belong to no client, one for each kind. An assertion that cannot be verified for want
 * of a client, or of a key, is verified with one of these, so that the time until the answer does
 * not tell whether there is such a client.
 */
public final class NobodysKeys {
  /** The public keys of RFC 7515 appendix A.2 and A.3, and of RFC 8037 appendix A.2. */
  private static final List<String> PUBLISHED =
      List.of(
          """
          {"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddx\
          HmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47so\
          MZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdV\
          MTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk\
          2PAcDTW9gb54h4FRWyuXpoQ"}\
          """,
          """
          {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",\
          "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}\
          """,
          """
          {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}\
          """);

  private final Map<SigningAlgorithm, ForeignKey> keys = new EnumMap<>(SigningAlgorithm.class);
  private final HmacSecrets secrets;

  public NobodysKeys(ForeignKeys foreignKeys, HmacSecrets secrets) {
    this.secrets = secrets;
    for (String published : PUBLISHED) {
      ForeignKey key = foreignKeys.of(parsed(published)).orElseThrow();
      for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
        if (key.fits(algorithm)) {
          keys.put(algorithm, key);
        }
      }
    }
  }

  /** Does the work of verifying {@code jws}, and learns nothing from it. */
  void verify(CompactJws jws) {
    String name = jws.header("alg").orElse("");
    if (name.equals(ClientSecretJwt.HS256)) {
      secrets.verifyForNobody(jws.signingInput(), jws.signature());
    }
    SigningAlgorithm.ofWireName(name)
        .ifPresent(
            algorithm ->
                keys.get(algorithm).verifies(algorithm, jws.signingInput(), jws.signature()));
  }

  private static JWK parsed(String json) {
    try {
      return JWK.parse(json);
    } catch (ParseException e) {
      throw new IllegalStateException("a constant that does not parse", e);
    }
  }
}
