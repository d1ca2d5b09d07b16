package dev.lockspire.protect;

import jakarta.servlet.ServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A token between the filters: what it says, and whether anything speaks against it. */
final class CheckedToken implements AccessToken {
  private final RouteRules rules;
  private final String value;
  private final AuthorizationScheme scheme;
  private final Optional<TokenClaims> claims;
  private final Optional<String> account;
  private final Optional<TokenRefused> refused;
  private final boolean bindingVerified;

  private CheckedToken(
      RouteRules rules,
      String value,
      AuthorizationScheme scheme,
      Optional<TokenClaims> claims,
      Optional<String> account,
      Optional<TokenRefused> refused,
      boolean bindingVerified) {
    this.rules = rules;
    this.value = value;
    this.scheme = scheme;
    this.claims = claims;
    this.account = account;
    this.refused = refused;
    this.bindingVerified = bindingVerified;
  }

  /**
   * @param account whom it speaks of, where the database was asked
   */
  static CheckedToken accepted(
      RouteRules rules, PresentedToken token, TokenClaims claims, Optional<String> account) {
    return new CheckedToken(
        rules,
        token.value(),
        token.scheme(),
        Optional.of(claims),
        account,
        Optional.empty(),
        false);
  }

  /**
   * @param claims what is known of it, when it is genuine
   */
  static CheckedToken refused(
      RouteRules rules, PresentedToken token, Optional<TokenClaims> claims, TokenRefused refused) {
    return new CheckedToken(
        rules,
        token.value(),
        token.scheme(),
        claims,
        Optional.empty(),
        Optional.of(refused),
        false);
  }

  /** Of a request that carries none, or more than one. */
  static CheckedToken none(RouteRules rules, TokenRefused refused) {
    return new CheckedToken(
        rules,
        "",
        AuthorizationScheme.BEARER,
        Optional.empty(),
        Optional.empty(),
        Optional.of(refused),
        false);
  }

  /** What the filters of {@code request} left; empty where none ran. */
  static Optional<CheckedToken> of(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof CheckedToken token
        ? Optional.of(token)
        : Optional.empty();
  }

  CheckedToken withVerifiedBinding() {
    return new CheckedToken(rules, value, scheme, claims, account, refused, true);
  }

  CheckedToken refusedBy(TokenRefused why) {
    return new CheckedToken(
        rules, value, scheme, claims, Optional.empty(), Optional.of(why), false);
  }

  /**
   * This verdict where an earlier one stands in the same request: both must hold, so a refusal
   * stays; and the same token was shown by the same sender.
   */
  CheckedToken after(Optional<CheckedToken> earlier) {
    if (earlier.isEmpty()) {
      return this;
    }
    CheckedToken before = earlier.get();
    if (before.refused.isPresent()) {
      return before;
    }
    boolean sameSender = before.bindingVerified && before.value.equals(value);
    return sameSender && refused.isEmpty() ? withVerifiedBinding() : this;
  }

  /** Nothing speaks against it, and who sent it holds its keys. */
  boolean isGood() {
    return refused.isEmpty() && (bindingVerified || bindingType().isEmpty());
  }

  /** What it was last judged by. */
  RouteRules rules() {
    return rules;
  }

  Optional<TokenRefused> refusal() {
    return refused;
  }

  Optional<TokenClaims> known() {
    return claims;
  }

  private TokenClaims say() {
    return claims.orElseThrow(
        () -> new IllegalStateException("nothing is known of a token that did not verify"));
  }

  @Override
  public String value() {
    return value;
  }

  @Override
  public Map<String, Object> claims() {
    return claims.map(TokenClaims::all).orElse(Map.of());
  }

  @Override
  public String subject() {
    return say().subject();
  }

  @Override
  public Optional<String> account() {
    return account;
  }

  @Override
  public String clientId() {
    return say().clientId();
  }

  @Override
  public String scope() {
    return say().scope();
  }

  @Override
  public Set<String> scopes() {
    return say().scopes();
  }

  @Override
  public List<String> audience() {
    return say().audience();
  }

  @Override
  public Instant expiresAt() {
    return Instant.ofEpochSecond(say().expiresAt());
  }

  @Override
  public Map<String, String> cnf() {
    return say().cnf().members();
  }

  @Override
  public Optional<String> jti() {
    return say().jti();
  }

  @Override
  public Optional<Instant> authTime() {
    return say().authTime();
  }

  @Override
  public Optional<String> acr() {
    return say().acr();
  }

  @Override
  public AuthorizationScheme scheme() {
    return scheme;
  }

  @Override
  public Optional<BindingType> bindingType() {
    return claims.flatMap(TokenClaims::binding);
  }

  @Override
  public boolean bindingVerified() {
    return bindingVerified;
  }

  @Override
  public Optional<String> error() {
    return refused.map(TokenRefused::reason);
  }

  /** Without the token itself: possession of it is a credential. */
  @Override
  public String toString() {
    return "AccessToken[***"
        + claims.map(known -> ", " + known.subject() + ", " + known.clientId()).orElse("")
        + refused.map(why -> ", " + why.reason()).orElse("")
        + "]";
  }
}
