package dev.lockspire.it.demo;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONArrayUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file of clients that the demo is started with. */
final class Registrations {
  private final List<Map<String, Object>> clients = new ArrayList<>();

  /** An application of people that keeps its keys at an address of its own. */
  Registrations application(String id, URI jwks) {
    Map<String, Object> client = forPeople(id);
    client.put("jwks_uri", jwks.toString());
    return add(client);
  }

  /** An application of people that registers its key, and whose tokens are bound to another. */
  Registrations dpopApplication(String id, ECKey key) {
    Map<String, Object> client = forPeople(id);
    client.put("jwks", set(key));
    client.put("dpop_policy", "dpop");
    return add(client);
  }

  /**
   * An application of people that keeps to FAPI 2.0 Message Signing with one key for everything.
   */
  Registrations messageSigning(String id, ECKey key) {
    Map<String, Object> client = forPeople(id);
    client.put("jwks", set(key));
    client.put("security_profile", "fapi_2_0_message_signing");
    client.put("authorization_signed_response_alg", "ES256");
    client.put("request_object_signing_alg", "ES256");
    return add(client);
  }

  /** An application of people that keeps to the FAPI 2.0 Security Profile with its certificate. */
  Registrations certifiedApplication(String id, String subject) {
    Map<String, Object> client = forPeople(id, "tls_client_auth");
    client.put("tls_client_auth_subject_dn", subject);
    client.put("security_profile", "fapi_2_0_security");
    client.put("tls_client_certificate_bound_access_tokens", true);
    return add(client);
  }

  private static Map<String, Object> forPeople(String id) {
    Map<String, Object> client = forPeople(id, "private_key_jwt");
    client.put("token_endpoint_auth_signing_alg", "ES256");
    return client;
  }

  private static Map<String, Object> forPeople(String id, String method) {
    Map<String, Object> client = client(id, method);
    client.put("grant_types", List.of("authorization_code", "refresh_token"));
    client.put("response_types", List.of("code"));
    client.put("redirect_uris", List.of(App.CALLBACK.toString()));
    client.put("scope", "profile offline_access read:billing");
    return client;
  }

  /** A program that keeps its keys at an address of its own. */
  Registrations program(String id, URI jwks) {
    Map<String, Object> client = forItself(id, "private_key_jwt");
    client.put("token_endpoint_auth_signing_alg", "ES256");
    client.put("jwks_uri", jwks.toString());
    return add(client);
  }

  /** A program known by the subject of the certificates that its authority gives it. */
  Registrations certified(String id, String subject) {
    Map<String, Object> client = forItself(id, "tls_client_auth");
    client.put("tls_client_auth_subject_dn", subject);
    return add(client);
  }

  /** A program known by the key of its certificate. */
  Registrations selfSigned(String id, ECKey key) {
    Map<String, Object> client = forItself(id, "self_signed_tls_client_auth");
    client.put("jwks", set(key));
    return add(client);
  }

  private static Map<String, Object> forItself(String id, String method) {
    Map<String, Object> client = client(id, method);
    client.put("grant_types", List.of("client_credentials"));
    client.put("scope", "read:billing");
    return client;
  }

  private static Map<String, Object> client(String id, String method) {
    Map<String, Object> client = new LinkedHashMap<>();
    client.put("client_id", id);
    client.put("client_name", id);
    client.put("token_endpoint_auth_method", method);
    return client;
  }

  private static Map<String, Object> set(ECKey key) {
    return new JWKSet(key).toPublicJWKSet().toJSONObject();
  }

  private Registrations add(Map<String, Object> client) {
    clients.add(client);
    return this;
  }

  Path write(Path file) throws IOException {
    return Files.writeString(file, JSONArrayUtils.toJSONString(clients));
  }
}
