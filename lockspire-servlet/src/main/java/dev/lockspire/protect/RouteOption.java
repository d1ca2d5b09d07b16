package dev.lockspire.protect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be said of a route, by the names of the init-params. */
enum RouteOption {
  SCOPES("scopes"),
  AUDIENCE("audience"),
  AUDIENCES("audiences"),
  ENFORCE_AUDIENCE("enforce_audience"),
  ACR("acr"),
  MAX_AGE("maxAge"),
  TOKEN_LOOKUP("tokenLookup"),
  CLOCK_SKEW("clockSkew");

  private final String wireName;

  RouteOption(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  /** The option of that name, spelt in camel case, with underscores or with hyphens. */
  static Optional<RouteOption> of(String name) {
    return Arrays.stream(values())
        .filter(option -> plain(option.wireName).equals(plain(name)))
        .findFirst();
  }

  private static String plain(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  static List<String> names() {
    return Arrays.stream(values()).map(RouteOption::wireName).toList();
  }
}
