package dev.lockspire.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Claims that a scope asks for (OpenID Connect Core §5.4), written as {@code department=unit
 * cost_center, plan=plan}.
 */
final class ScopeClaims {
  private static final int MOST = 100;
  private static final Pattern ENTRY =
      Pattern.compile("\\s*([\\x21\\x23-\\x5b\\x5d-\\x7e&&[^,]]+?)\\s*=\\s*([^,=]+?)\\s*");
  private static final Pattern CLAIM = Pattern.compile("[A-Za-z0-9_:./#-]{1,200}");

  /** What the protocol itself says in a token is not the host's to fill in. */
  private static final Set<String> PROTOCOL =
      Set.of(
          "iss",
          "sub",
          "aud",
          "exp",
          "iat",
          "nbf",
          "jti",
          "nonce",
          "azp",
          "acr",
          "amr",
          "auth_time",
          "sid",
          "at_hash",
          "c_hash",
          "s_hash",
          "cnf",
          "scope",
          "client_id");

  private ScopeClaims() {}

  static ValueType<Map<String, Set<String>>> type() {
    return ValueType.of(
        "claims by scope",
        "`scope=claim claim, scope=claim`; claims of the protocol cannot be named",
        ScopeClaims::parse,
        ScopeClaims::check);
  }

  private static Map<String, Set<String>> parse(String text) {
    Map<String, Set<String>> claims = new LinkedHashMap<>();
    if (text.isBlank()) {
      return claims;
    }
    for (String entry : text.split(",", -1)) {
      var match = ENTRY.matcher(entry);
      if (!match.matches()) {
        throw new IllegalArgumentException("has an entry that is not scope=claim claim");
      }
      claims
          .computeIfAbsent(match.group(1), scope -> new LinkedHashSet<>())
          .addAll(List.of(match.group(2).split("\\s+", -1)));
    }
    return Collections.unmodifiableMap(claims);
  }

  private static void check(Map<String, Set<String>> claims) {
    if (claims.values().stream().mapToInt(Set::size).sum() > MOST) {
      throw new IllegalArgumentException("names more than " + MOST + " claims");
    }
    for (Set<String> names : claims.values()) {
      for (String name : names) {
        if (!CLAIM.matcher(name).matches()) {
          throw new IllegalArgumentException("names something that is no claim");
        }
        if (PROTOCOL.contains(name)) {
          throw new IllegalArgumentException("names " + name + ", a claim of the protocol");
        }
      }
    }
  }
}
