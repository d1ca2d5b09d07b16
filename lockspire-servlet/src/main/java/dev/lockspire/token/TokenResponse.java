package dev.lockspire.token;

import dev.lockspire.http.JsonWriter;
import dev.lockspire.http.Reply;
import dev.lockspire.rar.AuthorizationDetails;
import java.util.List;
import java.util.Objects;

/**
 * A successful answer (RFC 6749 §5.1). Nullable components: {@code refreshToken}, {@code idToken}.
 *
 * @param tokenType {@code Bearer} or {@code DPoP}
 * @param expiresIn seconds
 * @param scopes what the access token is good for; told even when it is what was asked for
 * @param authorizationDetails what it is good for beyond them (RFC 9396 §7)
 */
public record TokenResponse(
    String accessToken,
    String tokenType,
    long expiresIn,
    List<String> scopes,
    AuthorizationDetails authorizationDetails,
    String refreshToken,
    String idToken) {
  public TokenResponse {
    Objects.requireNonNull(accessToken, "accessToken");
    Objects.requireNonNull(tokenType, "tokenType");
    scopes = List.copyOf(scopes);
  }

  Reply toReply() {
    JsonWriter json = new JsonWriter(1024);
    json.beginObject()
        .field("access_token", accessToken)
        .field("token_type", tokenType)
        .field("expires_in", expiresIn)
        .field("scope", String.join(" ", scopes));
    if (!authorizationDetails.isEmpty()) {
      json.json("authorization_details", authorizationDetails.toJson());
    }
    json.field("refresh_token", refreshToken).field("id_token", idToken).endObject();
    return Reply.json(200, json.toBytes());
  }

  @Override
  public String toString() {
    return "TokenResponse[***]";
  }
}
