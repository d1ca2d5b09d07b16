package dev.lockspire.introspection;

import dev.lockspire.config.IntrospectionConfig.TokenTypeStyle;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.minting.StoredToken;

/** The members of an introspection response (RFC 7662 §2.2). */
final class IntrospectionResponse {
  private final TokenTypeStyle style;

  IntrospectionResponse(TokenTypeStyle style) {
    this.style = style;
  }

  /** All that is said of a token that is not active, whatever the cause. */
  static byte[] inactive() {
    return new JsonWriter(16).beginObject().field("active", false).endObject().toBytes();
  }

  /**
   * @param subject as the client of the token knows the person, whoever asks: a JWT would tell an
   *     API no more (RFC 9068 §2.2, §6), and nobody looks behind a pairwise subject by asking here
   */
  byte[] active(StoredToken token, String subject, Issuer issuer) {
    JsonWriter json =
        new JsonWriter(512)
            .beginObject()
            .field("active", true)
            .field("iss", issuer.value())
            .field("client_id", token.clientId())
            .field("token_type", tokenType(token))
            .field("scope", token.scopes().isEmpty() ? null : String.join(" ", token.scopes()))
            .field("sub", subject);
    if (!token.audience().isEmpty()) {
      json.field("aud", token.audience());
    }
    json.field("exp", token.expiresAt().getEpochSecond())
        .field("iat", token.issuedAt().getEpochSecond())
        .field("nbf", token.issuedAt().getEpochSecond());
    if (!token.authorizationDetails().isEmpty()) {
      json.json("authorization_details", token.authorizationDetails().toJson());
    }
    json.field("jti", token.jti());
    if (!token.isBearer()) {
      json.field("cnf", token.cnf().members());
    }
    return json.endObject().toBytes();
  }

  /** RFC 7662 means the type of RFC 6749 §5.1, which a refresh token does not have. */
  private String tokenType(StoredToken token) {
    if (style == TokenTypeStyle.LOCKSPIRE) {
      return token.type().wireName();
    }
    return token.isAccessToken() ? token.cnf().tokenType() : null;
  }
}
