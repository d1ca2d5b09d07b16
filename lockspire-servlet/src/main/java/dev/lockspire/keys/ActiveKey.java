package dev.lockspire.keys;

import dev.lockspire.http.JsonWriter;
import dev.lockspire.policy.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A private key ready to sign: opened and converted once, its JOSE headers encoded once for each
 * {@code typ}. Safe for many threads.
 */
final class ActiveKey {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final String kid;
  private final SigningAlgorithm algorithm;
  private final SignatureScheme scheme;
  private final PrivateKey key;
  private final Map<String, byte[]> headers = new ConcurrentHashMap<>();

  ActiveKey(String kid, SigningAlgorithm algorithm, SignatureScheme scheme, PrivateKey key) {
    this.kid = kid;
    this.algorithm = algorithm;
    this.scheme = scheme;
    this.key = scheme.prepare(key);
  }

  /** The compact serialization (RFC 7515 §7.1) of {@code payload}. */
  String sign(String type, byte[] payload) throws GeneralSecurityException {
    byte[] header = headers.computeIfAbsent(type, this::encodedHeader);
    byte[] claims = BASE64URL.encode(payload);
    byte[] input = Arrays.copyOf(header, header.length + claims.length);
    System.arraycopy(claims, 0, input, header.length, claims.length);

    byte[] signature = BASE64URL.encode(scheme.sign(key, input));
    byte[] jwt = Arrays.copyOf(input, input.length + 1 + signature.length);
    jwt[input.length] = '.';
    System.arraycopy(signature, 0, jwt, input.length + 1, signature.length);
    return new String(jwt, StandardCharsets.ISO_8859_1);
  }

  /** With the dot that follows it. */
  private byte[] encodedHeader(String type) {
    JsonWriter json = new JsonWriter(96);
    json.beginObject()
        .field("alg", algorithm.wireName())
        .field("kid", kid)
        .field("typ", type)
        .endObject();
    byte[] encoded = BASE64URL.encode(json.toBytes());
    byte[] withDot = Arrays.copyOf(encoded, encoded.length + 1);
    withDot[encoded.length] = '.';
    return withDot;
  }
}
