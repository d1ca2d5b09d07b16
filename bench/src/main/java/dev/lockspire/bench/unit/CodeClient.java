package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Requests;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A confidential client of the code flow with PKCE (RFC 7636).
 *
 * <p>Its verifier is the same every time: making one is the client's work, which is not measured,
 * and to the server every challenge is as good as another.
 */
record CodeClient(String clientId, String secret) {
  static final String REDIRECT_URI = "https://app.example/callback";

  // The pair of RFC 7636 appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  /** What an authorization request asks for; {@code serial} makes state and nonce differ. */
  String authorizationTarget(Provider provider, String scope, long serial) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", clientId);
    query.put("redirect_uri", REDIRECT_URI);
    query.put("scope", scope);
    query.put("state", "state-0123456789abcdef0123456789abcdef-" + serial);
    query.put("nonce", "nonce-0123456789abcdef0123456789abcdef-" + serial);
    query.put("code_challenge", CHALLENGE);
    query.put("code_challenge_method", "S256");
    return provider.path("authorization_endpoint") + '?' + Requests.form(query);
  }

  byte[] redemption(Provider provider, String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", REDIRECT_URI);
    form.put("code_verifier", VERIFIER);
    return authenticated(provider, "token_endpoint", form);
  }

  byte[] refresh(Provider provider, String token) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", token);
    return authenticated(provider, "token_endpoint", form);
  }

  byte[] introspection(Provider provider, String token) {
    return authenticated(provider, "introspection_endpoint", Map.of("token", token));
  }

  byte[] authenticated(Provider provider, String endpoint, Map<String, String> form) {
    return provider
        .requests()
        .post(provider.path(endpoint), Requests.basic(clientId, secret), Requests.form(form));
  }

  /** The code, when {@code location} is the client's own address. */
  static String code(URI location) {
    String query = location.getRawQuery() == null ? "" : location.getRawQuery();
    for (String pair : List.of(query.split("&"))) {
      if (pair.startsWith("code=")) {
        return pair.substring("code=".length());
      }
    }
    throw new dev.lockspire.bench.wire.UnexpectedAnswer(
        "the authorization ended without a code: " + query.replaceAll("state=[^&]*&?", ""));
  }
}
