package dev.lockspire.userinfo;

import dev.lockspire.client.Client;
import dev.lockspire.client.ProtectedResponse;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Reply;
import dev.lockspire.minting.AccountClaims.Person;
import dev.lockspire.minting.ClaimsSelection;
import dev.lockspire.minting.PairwiseSubjects;
import dev.lockspire.minting.ProtectedJwts;
import dev.lockspire.minting.StoredToken;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The claims of a person as their client registered to get them (OpenID Connect Core §5.3.2): as
 * JSON, or as a JWT that is signed and perhaps encrypted.
 */
public final class UserinfoResponse {
  private static final String MEDIA_TYPE = "application/jwt";
  private static final String TYPE = "JWT";

  private final ClaimsSelection selection;
  private final PairwiseSubjects subjects;
  private final ProtectedJwts jwts;

  public UserinfoResponse(
      ClaimsSelection selection, PairwiseSubjects subjects, ProtectedJwts jwts) {
    this.selection = selection;
    this.subjects = subjects;
    this.jwts = jwts;
  }

  /**
   * @throws OAuthError 500 {@code server_error} when it cannot be signed or encrypted as registered
   */
  Reply of(Client client, Issuer issuer, Person person, StoredToken token) {
    JsonWriter json = new JsonWriter(512).beginObject();
    if (!client.protection(ProtectedResponse.USERINFO).isJwt()) {
      return Reply.json(200, claims(json, client, person, token));
    }
    // No exp: it says how things are now and is no credential, so it must not pass for an ID token.
    json.field("iss", issuer.value()).field("aud", client.clientId());
    String jwt =
        jwts.prepare(client, ProtectedResponse.USERINFO).make(TYPE, claims(json, client, person, token));
    return Reply.uncached(200, MEDIA_TYPE, jwt.getBytes(StandardCharsets.US_ASCII));
  }

  /** The selection holds no claim of the protocol, so none is written twice. */
  private byte[] claims(JsonWriter json, Client client, Person person, StoredToken token) {
    // The same as in the ID token, or the client must not use the answer (§5.3.2).
    json.field("sub", subjects.of(client, person.subject()));
    selection.forUserinfo(person, Set.copyOf(token.scopes()), token.claims()).forEach(json::field);
    return json.endObject().toBytes();
  }
}
