package dev.lockspire.demo.api;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a request through that carries a JWT access token (RFC 9068 §4) good for the route, and
 * answers others as RFC 6750 §3 says. Verified on the spot, so a revoked token passes until it
 * expires. It stands in for the product's own filters and knows less than they will: opaque tokens
 * are refused, and so are tokens bound to a key, because the proof is not looked at.
 */
public final class BearerGate implements Filter {
  /** Request attribute with the claims of the token that was let through. */
  static final String CLAIMS = "billingo.token-claims";

  private static final String REALM = "Billingo";
  private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");

  private final SignatureCheck signatures;
  private final String issuer;
  private final TokenRule rule;
  private final InstantSource clock;

  public BearerGate(SignatureCheck signatures, String issuer, TokenRule rule, InstantSource clock) {
    this.signatures = signatures;
    this.issuer = issuer;
    this.rule = rule;
    this.clock = clock;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      request.setAttribute(CLAIMS, check(bearerToken((HttpServletRequest) request)));
    } catch (TokenRefused refused) {
      refused.write((HttpServletResponse) response, REALM);
      return;
    }
    chain.doFilter(request, response);
  }

  private static String bearerToken(HttpServletRequest request) throws TokenRefused {
    Enumeration<String> headers = request.getHeaders("Authorization");
    List<String> values = headers == null ? List.of() : Collections.list(headers);
    if (values.size() > 1) {
      throw TokenRefused.invalidRequest("more than one Authorization header");
    }
    String value = values.isEmpty() ? "" : values.get(0).strip();
    if (!value.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw TokenRefused.noToken();
    }
    return value.substring(7).strip();
  }

  private Map<String, Object> check(String token) throws TokenRefused {
    require(hasAccessTokenType(token), "not a JWT access token");
    Map<String, Object> claims =
        signatures
            .claims(token)
            .orElseThrow(() -> TokenRefused.invalidToken("not signed by this provider"));
    require(issuer.equals(claims.get("iss")), "from another issuer");
    require(claims.get("sub") instanceof String, "without a subject");
    require(seconds(claims, "exp").filter(clock.instant()::isBefore).isPresent(), "it has expired");
    require(
        seconds(claims, "nbf").filter(clock.instant()::isBefore).isEmpty(), "it is not valid yet");
    require(claims.get("cnf") == null, "bound to a key, which cannot be checked here");
    if (rule.audience().isPresent()) {
      require(texts(claims.get("aud")).contains(rule.audience().get()), "meant for another API");
    }
    if (!scopes(claims).containsAll(rule.scopes())) {
      throw TokenRefused.insufficientScope(rule.scopes());
    }
    return claims;
  }

  private static void require(boolean condition, String problem) throws TokenRefused {
    if (!condition) {
      throw TokenRefused.invalidToken(problem);
    }
  }

  /** An ID token is signed with the same keys: the type keeps it from passing for access. */
  private static boolean hasAccessTokenType(String token) {
    int dot = token.indexOf('.');
    if (dot < 0) {
      return false;
    }
    try {
      JWSHeader header = JWSHeader.parse(new Base64URL(token.substring(0, dot)));
      return header.getType() != null
          && TYPES.contains(header.getType().getType().toLowerCase(Locale.ROOT));
    } catch (ParseException | IllegalArgumentException noHeader) {
      return false;
    }
  }

  private static Optional<Instant> seconds(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof Number number
        ? Optional.of(Instant.ofEpochSecond(number.longValue()))
        : Optional.empty();
  }

  private static Collection<?> texts(Object value) {
    return value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value);
  }

  private static List<String> scopes(Map<String, Object> claims) {
    return claims.get("scope") instanceof String scope ? List.of(scope.split(" ")) : List.of();
  }
}
