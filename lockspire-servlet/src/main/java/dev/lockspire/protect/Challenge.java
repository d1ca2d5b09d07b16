package dev.lockspire.protect;

import dev.lockspire.http.JsonWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a token that is not let through (RFC 6750 §3, RFC 9449 §7.1, RFC 9470 §3, RFC 9728
 * §5.1): the decision table of protected routes.
 */
final class Challenge {
  static final String EXPOSE = "Access-Control-Expose-Headers";
  private static final String NONCE = "DPoP-Nonce";
  private static final String REALM = "Lockspire";

  private Challenge() {}

  /**
   * @param metadata URL of the metadata of the protected resource, where it is published
   */
  static Decision.Refused to(CheckedToken token, TokenRefused why, Optional<String> metadata) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Cache-Control", "no-store");
    headers.put("Pragma", "no-cache");
    headers.put("X-Content-Type-Options", "nosniff");
    if (why.situation() == Situation.UNAVAILABLE) {
      headers.put("Retry-After", "5");
    } else {
      headers.put("WWW-Authenticate", header(token, why, metadata));
    }
    why.nonce().ifPresent(nonce -> headers.putAll(nonce(nonce)));
    return new Decision.Refused(why.situation().status(), headers, body(why));
  }

  /** No filter has left a token at all. */
  static Decision.Refused toNothing() {
    TokenRefused missing = TokenRefused.by(TokenRule.TOKEN_IS_PRESENT, "missing_token");
    return to(CheckedToken.none(RouteRules.anyToken(), missing), missing, Optional.empty());
  }

  /** A bound token that nothing speaks against, but for nobody having looked at its sender. */
  static TokenRefused unverifiedBinding() {
    return TokenRefused.by(TokenRule.BINDING_IS_VERIFIED, "binding_not_verified");
  }

  /** A nonce, readable by scripts of other origins too. */
  static Map<String, String> nonce(String nonce) {
    return Map.of(NONCE, nonce, EXPOSE, "WWW-Authenticate, " + NONCE);
  }

  private static String header(CheckedToken token, TokenRefused why, Optional<String> metadata) {
    Situation situation = why.situation();
    StringBuilder header = new StringBuilder(160);
    header.append(scheme(token, why).wireName()).append(" realm=\"").append(REALM).append('"');
    if (situation != Situation.NO_TOKEN) {
      attribute(header, "error", situation.error());
    }
    if (situation != Situation.NO_TOKEN && situation != Situation.INVALID) {
      attribute(header, "error_description", why.description());
    }
    if (situation == Situation.LACKS_SCOPE) {
      attribute(header, "scope", String.join(" ", token.rules().scopes()));
    }
    if (situation == Situation.STEP_UP) {
      if (!token.rules().acr().isEmpty()) {
        attribute(header, "acr_values", String.join(" ", token.rules().acr()));
      }
      token
          .rules()
          .maxAge()
          .map(Duration::toSeconds)
          .ifPresent(seconds -> attribute(header, "max_age", Long.toString(seconds)));
    }
    why.algorithms().ifPresent(names -> attribute(header, "algs", names));
    metadata.ifPresent(url -> attribute(header, "resource_metadata", url));
    return header.toString();
  }

  private static void attribute(StringBuilder header, String name, String value) {
    header.append(", ").append(name).append("=\"").append(value).append('"');
  }

  private static AuthorizationScheme scheme(CheckedToken token, TokenRefused why) {
    if (why.scheme().isPresent()) {
      return why.scheme().get();
    }
    return switch (why.situation()) {
      case NO_TOKEN, SENT_TWICE, INVALID -> AuthorizationScheme.BEARER;
      default ->
          token
              .bindingType()
              .map(
                  type ->
                      type == BindingType.MTLS
                          ? AuthorizationScheme.BEARER
                          : AuthorizationScheme.DPOP)
              .orElse(token.scheme());
    };
  }

  private static String body(TokenRefused why) {
    return new JsonWriter(160)
        .beginObject()
        .field("error", why.situation().error())
        .field("error_description", why.description())
        .endObject()
        .toString();
  }
}
