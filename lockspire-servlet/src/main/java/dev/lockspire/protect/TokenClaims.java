package dev.lockspire.protect;

import dev.lockspire.http.Issuer;
import dev.lockspire.keys.SignedJwt;
import dev.lockspire.minting.StoredToken;
import dev.lockspire.senderconstraint.Confirmation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a genuine access token says (RFC 9068 §2.2), read once and shared by every request that
 * shows it: immutable all the way down. Whether it says enough for a route is judged elsewhere,
 * each time.
 */
final class TokenClaims {
  /** Seconds: the last moment of the year 9999, beyond which other programs fail. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");

  private final Map<String, Object> all;
  private final String subject;
  private final String clientId;
  private final String scope;
  private final Set<String> scopes;
  private final List<String> audience;
  private final long expiresAt;
  private final Optional<Long> notBefore;
  private final Optional<Instant> authTime;
  private final Confirmation cnf;
  private final Optional<BindingType> binding;
  private final Map<String, String> told;

  private TokenClaims(String format, Map<String, Object> claims, Confirmation cnf) {
    this.all = frozen(claims);
    this.subject = text("sub");
    this.clientId = text("client_id");
    this.scope = text("scope");
    this.scopes = words(scope);
    this.audience = texts(all.get("aud"));
    this.expiresAt = seconds(all.get("exp")).orElseThrow();
    // One that cannot be read never comes.
    this.notBefore =
        all.containsKey("nbf")
            ? seconds(all.get("nbf")).or(() -> Optional.of(LAST_SECOND))
            : Optional.empty();
    this.authTime = seconds(all.get("auth_time")).map(Instant::ofEpochSecond);
    this.cnf = cnf;
    this.binding = BindingType.of(cnf);
    this.told = told(format);
  }

  private Map<String, String> told(String format) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("token_format", format);
    attributes.put("client_id", clientId);
    attributes.put("audience", String.join(" ", audience));
    binding.ifPresent(type -> attributes.put("binding_type", type.wireName()));
    return Collections.unmodifiableMap(attributes);
  }

  /**
   * The claims of a JWT that is an access token of {@code issuer}.
   *
   * @throws TokenRefused by the first rule from {@link TokenRule#TYPE_IS_ACCESS_TOKEN} on that does
   *     not hold
   */
  static TokenClaims of(SignedJwt jwt, Issuer issuer) {
    Map<String, Object> claims = jwt.claims();
    try {
      requireAccessToken(jwt, claims, issuer);
      return new TokenClaims("jwt", claims, confirmation(claims));
    } catch (TokenRefused refused) {
      boolean provesKey = claims.get("cnf") instanceof Map<?, ?> cnf && cnf.containsKey("jkt");
      throw provesKey ? refused.challengingWith(AuthorizationScheme.DPOP) : refused;
    }
  }

  private static void requireAccessToken(SignedJwt jwt, Map<String, Object> claims, Issuer issuer) {
    String type = jwt.type().orElse("").toLowerCase(Locale.ROOT);
    require(TYPES.contains(type), TokenRule.TYPE_IS_ACCESS_TOKEN, "invalid_typ");
    require(
        issuer.value().equals(claims.get("iss")),
        TokenRule.ISSUER_IS_THIS_SERVER,
        "invalid_issuer");
    require(
        seconds(claims.get("exp")).filter(exp -> exp > 0).isPresent(),
        TokenRule.EXPIRY_IS_STATED,
        "missing_exp");
    require(seconds(claims.get("iat")).isPresent(), TokenRule.ISSUE_TIME_IS_STATED, "missing_iat");
    require(
        claims.get("sub") instanceof String sub && !sub.isBlank(),
        TokenRule.SUBJECT_IS_STATED,
        "missing_sub");
  }

  /**
   * The claims that the row of a token stands for, JWT or not.
   *
   * @param subject as the client of the token knows the person
   */
  static TokenClaims of(StoredToken token, String subject, Issuer issuer) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer.value());
    claims.put("sub", subject);
    claims.put("aud", token.audience());
    claims.put("exp", token.expiresAt().getEpochSecond());
    claims.put("iat", token.issuedAt().getEpochSecond());
    claims.put("client_id", token.clientId());
    claims.put("scope", String.join(" ", token.scopes()));
    put(claims, "jti", token.jti());
    put(claims, "sid", token.sid());
    put(claims, "acr", token.acr());
    if (token.authTime() != null) {
      claims.put("auth_time", token.authTime().getEpochSecond());
    }
    if (!token.amr().isEmpty()) {
      claims.put("amr", token.amr());
    }
    if (!token.isBearer()) {
      claims.put("cnf", token.cnf().members());
    }
    if (!token.authorizationDetails().isEmpty()) {
      claims.put("authorization_details", token.authorizationDetails().objects());
    }
    return new TokenClaims("opaque", claims, token.cnf());
  }

  private static void put(Map<String, Object> claims, String name, String value) {
    if (value != null) {
      claims.put(name, value);
    }
  }

  private static void require(boolean condition, TokenRule rule, String reason) {
    if (!condition) {
      throw TokenRefused.by(rule, reason);
    }
  }

  /** A binding that is not understood must not make a bearer token of a bound one. */
  private static Confirmation confirmation(Map<String, Object> claims) {
    if (!claims.containsKey("cnf")) {
      return Confirmation.none();
    }
    Map<String, Object> members = new LinkedHashMap<>();
    if (claims.get("cnf") instanceof Map<?, ?> cnf) {
      cnf.forEach((name, value) -> members.put(String.valueOf(name), value));
    }
    return Confirmation.of(members)
        .orElseThrow(
            () -> TokenRefused.by(TokenRule.CONFIRMATION_IS_UNDERSTOOD, "unknown_confirmation"));
  }

  private static Optional<Long> seconds(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      long seconds = ((Number) value).longValue();
      return seconds >= 0 && seconds <= LAST_SECOND ? Optional.of(seconds) : Optional.empty();
    }
    return Optional.empty();
  }

  private String text(String name) {
    return all.get(name) instanceof String text ? text : "";
  }

  private static Set<String> words(String scope) {
    Set<String> words = new LinkedHashSet<>();
    Arrays.stream(scope.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(words::add);
    return Collections.unmodifiableSet(words);
  }

  /** One text or several, none of them blank; empty for anything else. */
  private static List<String> texts(Object value) {
    Collection<?> many = value instanceof Collection<?> items ? items : List.of(orBlank(value));
    List<String> texts = new ArrayList<>(many.size());
    for (Object item : many) {
      if (!(item instanceof String text) || text.isBlank()) {
        return List.of();
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }

  private static Object orBlank(Object value) {
    return value == null ? "" : value;
  }

  private static Map<String, Object> frozen(Map<?, ?> members) {
    Map<String, Object> copy = new LinkedHashMap<>();
    members.forEach((name, value) -> copy.put(String.valueOf(name), frozenValue(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object frozenValue(Object value) {
    if (value instanceof Map<?, ?> members) {
      return frozen(members);
    }
    if (value instanceof Collection<?> items) {
      List<Object> copy = new ArrayList<>(items.size());
      items.forEach(item -> copy.add(frozenValue(item)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }

  Map<String, Object> all() {
    return all;
  }

  String subject() {
    return subject;
  }

  /** Empty when the token does not say. */
  String clientId() {
    return clientId;
  }

  String scope() {
    return scope;
  }

  Set<String> scopes() {
    return scopes;
  }

  /** Empty when the token names none, or in a way that cannot be read. */
  List<String> audience() {
    return audience;
  }

  /** Seconds. */
  long expiresAt() {
    return expiresAt;
  }

  /** Seconds. */
  Optional<Long> notBefore() {
    return notBefore;
  }

  Optional<Instant> authTime() {
    return authTime;
  }

  Optional<String> acr() {
    return Optional.of(text("acr")).filter(acr -> !acr.isEmpty());
  }

  Optional<String> jti() {
    return Optional.of(text("jti")).filter(jti -> !jti.isEmpty());
  }

  Confirmation cnf() {
    return cnf;
  }

  Optional<BindingType> binding() {
    return binding;
  }

  /** What telemetry tells of it. */
  Map<String, String> told() {
    return told;
  }
}
