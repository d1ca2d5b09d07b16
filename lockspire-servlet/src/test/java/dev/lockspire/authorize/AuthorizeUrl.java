package dev.lockspire.authorize;

import dev.lockspire.http.QueryString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An authorization request that is right in every way, for a test to spoil in one. */
final class AuthorizeUrl {
  /** RFC 7636 appendix B. */
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final List<String> raw = new ArrayList<>();

  private AuthorizeUrl() {}

  static AuthorizeUrl of(String clientId) {
    AuthorizeUrl url = new AuthorizeUrl();
    url.with("client_id", clientId)
        .with("redirect_uri", "https://c.example/cb")
        .with("response_type", "code")
        .with("scope", "openid email")
        .with("state", "xyz")
        .with("nonce", "n-1")
        .with("code_challenge", CHALLENGE)
        .with("code_challenge_method", "S256");
    return url;
  }

  AuthorizeUrl with(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  AuthorizeUrl without(String... names) {
    List.of(names).forEach(parameters::remove);
    return this;
  }

  /** Appended as it stands, already encoded. */
  AuthorizeUrl and(String encoded) {
    raw.add(encoded);
    return this;
  }

  /** The query, or the form of a POST. */
  String form() {
    List<String> pairs = new ArrayList<>();
    parameters.forEach(
        (name, value) -> pairs.add(QueryString.encode(name) + "=" + QueryString.encode(value)));
    pairs.addAll(raw);
    return String.join("&", pairs);
  }

  @Override
  public String toString() {
    return "/authorize?" + form();
  }
}
