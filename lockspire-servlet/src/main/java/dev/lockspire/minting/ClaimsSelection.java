package dev.lockspire.minting;

import dev.lockspire.host.Claims;
import dev.lockspire.minting.AccountClaims.Person;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Decides which of the host's claims are delivered where: by the granted scopes (OpenID Connect
 * Core §5.4) and by the {@code claims} parameter (§5.5).
 *
 * <p>Neither selection holds {@code sub}: the caller owns it, as it owns every other protocol
 * claim.
 */
public final class ClaimsSelection {

  /** Claims that the protocol itself sets; the host's are ignored. */
  public static final Set<String> PROTECTED =
      Set.of(
          "iss",
          "sub",
          "aud",
          "exp",
          "iat",
          "nbf",
          "nonce",
          "at_hash",
          "c_hash",
          "auth_time",
          "sid",
          "acr",
          "amr",
          "azp",
          "jti",
          "client_id",
          "scope",
          "cnf",
          "act");

  private static final Map<String, Set<String>> STANDARD =
      Map.of(
          "profile",
          Set.of(
              "name",
              "family_name",
              "given_name",
              "middle_name",
              "nickname",
              "preferred_username",
              "profile",
              "picture",
              "website",
              "gender",
              "birthdate",
              "zoneinfo",
              "locale",
              "updated_at"),
          "email",
          Set.of("email", "email_verified"),
          "phone",
          Set.of("phone_number", "phone_number_verified"),
          "address",
          Set.of("address"));

  private final Map<String, Set<String>> claimsByScope;

  /**
   * @param more claims by scope, in addition to those of OpenID Connect Core §5.4
   */
  public ClaimsSelection(Map<String, Set<String>> more) {
    Map<String, Set<String>> all = new HashMap<>(STANDARD);
    more.forEach(
        (scope, names) ->
            all.merge(
                scope,
                Set.copyOf(names),
                (known, added) -> {
                  Set<String> union = new HashSet<>(known);
                  union.addAll(added);
                  return Set.copyOf(union);
                }));
    this.claimsByScope = Map.copyOf(all);
  }

  /**
   * Claims for the ID token: what the host puts into every ID token, and what was requested for it
   * by name. Scopes alone put nothing here; their claims are at the UserInfo endpoint, which keeps
   * personal data out of a token that is passed around.
   *
   * @param scopes granted scopes
   * @throws dev.lockspire.http.OAuthError {@code claims_resolution_failed} when a value is no JSON
   */
  public Map<String, Object> forIdToken(Person person, Set<String> scopes, ClaimsRequest request) {
    Claims claims = person.claims();
    Map<String, Object> selected = new LinkedHashMap<>();
    claims.idToken().forEach((name, value) -> put(selected, name, value));
    if (scopes.contains("openid")) {
      request
          .idToken()
          .forEach((name, wanted) -> putRequested(selected, claims.userinfo(), name, wanted));
    }
    return selected;
  }

  /**
   * Claims for the UserInfo endpoint: those of the granted scopes, and those requested by name.
   *
   * @param scopes granted scopes
   * @throws dev.lockspire.http.OAuthError {@code claims_resolution_failed} when a value is no JSON
   */
  public Map<String, Object> forUserinfo(Person person, Set<String> scopes, ClaimsRequest request) {
    Map<String, Object> known = person.claims().userinfo();
    Map<String, Object> selected = new LinkedHashMap<>();
    known.forEach(
        (name, value) -> {
          if (permitted(withoutLanguage(name), scopes)) {
            put(selected, name, value);
          }
        });
    request.userinfo().forEach((name, wanted) -> putRequested(selected, known, name, wanted));
    return selected;
  }

  private boolean permitted(String claim, Set<String> scopes) {
    for (String scope : scopes) {
      Set<String> names = claimsByScope.get(scope);
      if (names != null && names.contains(claim)) {
        return true;
      }
    }
    return false;
  }

  /** {@code name#de-AT} is {@code name} in another language (OpenID Connect Core §5.2). */
  private static String withoutLanguage(String name) {
    int tag = name.indexOf('#');
    return tag < 0 ? name : name.substring(0, tag);
  }

  private static void putRequested(
      Map<String, Object> selected,
      Map<String, Object> known,
      String name,
      ClaimsRequest.Wanted wanted) {
    Object value = known.get(name);
    boolean acceptable =
        wanted.values().isEmpty() || wanted.values().stream().anyMatch(v -> same(v, value));
    if (!selected.containsKey(name) && acceptable) {
      put(selected, name, value);
    }
  }

  private static boolean same(Object wanted, Object value) {
    return (wanted instanceof Number a && value instanceof Number b)
        ? Double.compare(a.doubleValue(), b.doubleValue()) == 0
        : wanted.equals(value);
  }

  private static void put(Map<String, Object> selected, String name, Object value) {
    Object kept = PROTECTED.contains(name) ? null : json(value);
    if (kept != null) {
      selected.put(name, kept);
    }
  }

  /** {@code value} without nulls, empty text and empty objects; null when nothing is left. */
  private static Object json(Object value) {
    if (value == null || (value instanceof String text && text.isEmpty())) {
      return null;
    }
    if (value instanceof Map<?, ?> members) {
      Map<String, Object> kept = new LinkedHashMap<>();
      members.forEach(
          (name, member) -> {
            Object json = json(member);
            if (json != null) {
              kept.put(name.toString(), json);
            }
          });
      return kept.isEmpty() ? null : kept;
    }
    if (value instanceof Collection<?> items) {
      return items.stream().map(ClaimsSelection::json).filter(item -> item != null).toList();
    }
    if (value instanceof CharSequence
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Enum<?>
        || value instanceof java.time.Instant) {
      return value;
    }
    throw AccountClaims.claimsResolutionFailed();
  }
}
