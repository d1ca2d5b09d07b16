package dev.lockspire.minting;

import dev.lockspire.client.Client;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.keys.JwtSigner;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.TokenFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes access tokens: JWTs of RFC 9068 or opaque references, by the client's setting and then the
 * server's. What would make a JWT too long for a request header becomes an opaque reference as
 * well. Storing them is the business of the step that issues them.
 */
public final class TokenMint {
  private static final String TYPE = "at+jwt";
  private final JwtSigner signer;
  private final SigningChoice signing;
  private final Supplier<ServerPolicy> policy;
  private final RandomSource random;

  /**
   * @param policy the server policy in force
   */
  public TokenMint(
      JwtSigner signer, SigningChoice signing, Supplier<ServerPolicy> policy, RandomSource random) {
    this.signer = signer;
    this.signing = signing;
    this.policy = policy;
    this.random = random;
  }

  /**
   * A new access token for {@code client}, valid from {@code now} for {@code lifetime}.
   *
   * @throws dev.lockspire.http.OAuthError 500 {@code server_error} when it cannot be signed
   */
  public AccessToken mint(
      Client client, Issuer issuer, AccessTokenContent content, Instant now, Duration lifetime) {
    // Whole seconds, so that the row and the claims of a JWT expire at the same moment.
    Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = issuedAt.plus(lifetime);
    if (client.tokenFormat(policy.get()) == TokenFormat.OPAQUE) {
      return opaque(content, issuedAt, expiresAt);
    }
    String jti = random.token();
    byte[] claims = claims(client, issuer, content, jti, issuedAt, expiresAt);
    String jwt = signer.sign(signing.forAccessToken(client), TYPE, claims);
    return jwt.length() <= AccessToken.LONGEST
        ? new AccessToken(jwt, jti, issuedAt, expiresAt, content.confirmation())
        : opaque(content, issuedAt, expiresAt);
  }

  private AccessToken opaque(AccessTokenContent content, Instant issuedAt, Instant expiresAt) {
    return new AccessToken(random.token(), null, issuedAt, expiresAt, content.confirmation());
  }

  private static byte[] claims(
      Client client,
      Issuer issuer,
      AccessTokenContent content,
      String jti,
      Instant issuedAt,
      Instant expiresAt) {
    AuthenticationEvent authentication = content.authentication();
    JsonWriter json = new JsonWriter(512);
    json.beginObject().field("iss", issuer.value()).field("sub", content.subject());
    texts(json, "aud", content.audience());
    json.field("exp", expiresAt.getEpochSecond())
        .field("iat", issuedAt.getEpochSecond())
        .field("client_id", client.clientId())
        .field("jti", jti)
        .field("scope", String.join(" ", content.scopes()));
    authentication(json, authentication);
    if (!content.confirmation().isBearer()) {
      json.field("cnf", content.confirmation().members());
    }
    if (!content.authorizationDetails().isEmpty()) {
      json.json("authorization_details", content.authorizationDetails().toJson());
    }
    // Later members of delegated tokens (act) belong here.
    return json.endObject().toBytes();
  }

  /** {@code auth_time}, {@code acr} and {@code amr} as far as they are known. */
  static void authentication(JsonWriter json, AuthenticationEvent event) {
    if (event.time() != null) {
      json.field("auth_time", event.time().getEpochSecond());
    }
    json.field("acr", event.acr());
    if (!event.amr().isEmpty()) {
      texts(json, "amr", event.amr());
    }
  }

  private static void texts(JsonWriter json, String name, List<String> values) {
    json.name(name).beginArray();
    for (String value : values) {
      json.value(value);
    }
    json.endArray();
  }
}
