package dev.lockspire.minting;

import dev.lockspire.client.Client;
import dev.lockspire.client.ProtectedResponse;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Makes ID tokens (OpenID Connect Core §2, §3.1.3.6), encrypted for clients that registered that
 * (§10.2). They have one audience, so no {@code azp} (§2).
 */
public final class IdTokenMint {
  private static final String TYPE = "JWT";
  private final ProtectedJwts jwts;
  private final RandomSource random;

  public IdTokenMint(ProtectedJwts jwts, RandomSource random) {
    this.jwts = jwts;
    this.random = random;
  }

  /**
   * A new ID token for {@code client}, valid from {@code now} for {@code lifetime}.
   *
   * @throws OAuthError 500 {@code server_error}: {@code missing_interaction_auth_time} when {@code
   *     auth_time} was demanded and is unknown, or when it cannot be signed and encrypted as
   *     registered
   */
  public String mint(
      Client client, Issuer issuer, IdTokenContent content, Instant now, Duration lifetime) {
    if (content.authTimeRequired() && content.authentication().time() == null) {
      throw OAuthError.serverError(
          "missing_interaction_auth_time", "The time of authentication is not known.");
    }
    ProtectedJwts.Prepared jwt = jwts.prepare(client, ProtectedResponse.ID_TOKEN);
    long issuedAt = now.getEpochSecond();
    JsonWriter json = new JsonWriter(768);
    json.beginObject()
        .field("iss", issuer.value())
        .field("sub", content.subject())
        .field("aud", client.clientId())
        .field("exp", issuedAt + lifetime.toSeconds())
        .field("iat", issuedAt)
        .field("nonce", content.nonce())
        .field("at_hash", leftHalf(jwt.algorithm(), content.accessToken()))
        .field("sid", content.sid())
        .field("jti", random.token());
    TokenMint.authentication(json, content.authentication());
    content
        .claims()
        .forEach(
            (name, value) -> {
              // Selection drops them already; here a second member of that name would be written.
              if (!ClaimsSelection.PROTECTED.contains(name)) {
                json.field(name, value);
              }
            });
    return jwt.make(TYPE, json.endObject().toBytes());
  }

  /** {@code at_hash}: the left half of the digest that belongs to the signature algorithm. */
  static String leftHalf(SigningAlgorithm algorithm, String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm.hash())
              .digest(token.getBytes(StandardCharsets.US_ASCII));
      return Base64Url.encode(Arrays.copyOf(digest, digest.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must offer " + algorithm.hash(), e);
    }
  }
}
