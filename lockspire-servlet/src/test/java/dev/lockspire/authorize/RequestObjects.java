package dev.lockspire.authorize;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.lockspire.audit.Actor;
import dev.lockspire.clientauth.ClientKey;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Reply;
import dev.lockspire.keys.KeyTransition;
import dev.lockspire.keys.SigningKey;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.requestobject.RequestObjectMaker;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Clients that ask in request objects, and a server that has keys to encrypt to. */
final class RequestObjects {
  private static final Actor OPERATOR = Actor.of("operator", "olga", "Olga");

  private final AuthorizationFixture server;
  private final Map<KeyManagementAlgorithm, JWK> own = new HashMap<>();

  RequestObjects(AuthorizationFixture server) {
    this.server = server;
  }

  /** Gives {@code clientId} these public keys. */
  void register(String clientId, ClientKey... keys) {
    JWKSet set = new JWKSet(Arrays.stream(keys).map(ClientKey::jwk).toList());
    server.alterClient(clientId, "jwks = '" + set + "'");
  }

  /** Holds {@code clientId} to {@code profile}, and lets it have what that demands. */
  void profile(String clientId, SecurityProfile profile) {
    server.alterClient(
        clientId,
        "client_type = 'confidential', token_endpoint_auth_method = 'private_key_jwt',"
            + " authorization_signed_response_alg = 'ES256', security_profile = '"
            + profile.wireName()
            + "'");
  }

  RequestObjectMaker by(String clientId, ClientKey key) {
    return RequestObjectMaker.of(clientId, AuthorizationFixture.ISSUER.value(), key, server.now());
  }

  /** Makes the server's active key for {@code algorithm}; answers what the key set shows of it. */
  JWK own(KeyManagementAlgorithm algorithm) {
    String kid = done(server.ownKeys.lifecycle().generate(algorithm, 2048, OPERATOR)).kid();
    server.ownKeys.lifecycle().publish(kid, OPERATOR);
    SigningKey active = done(server.ownKeys.lifecycle().activate(kid, false, OPERATOR));
    server.database().settle();
    try {
      JWK jwk = JWK.parse(active.publicJwk());
      own.put(algorithm, jwk);
      return jwk;
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  JWK ownKey(KeyManagementAlgorithm algorithm) {
    return own.get(algorithm);
  }

  void retire(JWK key) {
    done(server.ownKeys.lifecycle().retire(key.getKeyID(), true, OPERATOR));
    server.database().settle();
  }

  private static SigningKey done(KeyTransition transition) {
    return ((KeyTransition.Done) transition).key();
  }

  /** A key that this server does not have. */
  JWK foreignKey() {
    try {
      return new RSAKeyGenerator(2048).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String sealed(String jwt, String alg, String enc) {
    return RequestObjectMaker.jwe(
        jwt, ownKey(KeyManagementAlgorithm.RSA_OAEP_256), alg, enc, header -> header);
  }

  static String form(String clientId, String object) {
    return "client_id=" + clientId + "&request=" + QueryString.encode(object);
  }

  Reply ask(TestBrowser browser, String clientId, String object) {
    return browser.get("/authorize?" + form(clientId, object));
  }

  Reply push(String clientId, String object) {
    return server.browser().post("/par", form(clientId, object), Map.of());
  }
}
