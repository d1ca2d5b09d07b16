package dev.lockspire.clientauth;

import dev.lockspire.http.Call;
import dev.lockspire.http.Calls;
import dev.lockspire.http.Parameters;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A client assertion that holds, until a test changes something about it. */
final class AssertionMaker {
  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();
  private final long now;
  private ClientKey key;

  private AssertionMaker(String clientId, ClientKey key, Instant now) {
    this.now = now.getEpochSecond();
    this.key = key;
    header.put("alg", key.algorithm());
    claims.put("iss", clientId);
    claims.put("sub", clientId);
    claims.put("aud", Calls.ISSUER.value());
    claims.put("iat", this.now);
    claims.put("exp", this.now + 60);
    claims.put("jti", UUID.randomUUID().toString());
  }

  static AssertionMaker of(String clientId, ClientKey key, Instant now) {
    return new AssertionMaker(clientId, key, now);
  }

  AssertionMaker header(String name, Object value) {
    header.put(name, value);
    return this;
  }

  AssertionMaker alg(String alg) {
    return header("alg", alg);
  }

  AssertionMaker kid(String kid) {
    return header("kid", kid);
  }

  AssertionMaker claim(String name, Object value) {
    claims.put(name, value);
    return this;
  }

  /** A date so many seconds from now. */
  AssertionMaker at(String name, long offset) {
    return claim(name, now + offset);
  }

  AssertionMaker without(String name) {
    claims.remove(name);
    return this;
  }

  AssertionMaker signedBy(ClientKey other) {
    this.key = other;
    return this;
  }

  String jwt() {
    return key.jwt(header, claims);
  }

  Call call() {
    return call(jwt());
  }

  static Call call(String jwt) {
    return Calls.of(
        "POST",
        "/token",
        Parameters.none(),
        Parameters.of(Map.of("client_assertion", jwt, "client_assertion_type", TYPE)),
        Map.of(),
        Map.of());
  }
}
