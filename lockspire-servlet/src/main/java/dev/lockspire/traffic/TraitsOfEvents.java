package dev.lockspire.traffic;

import dev.lockspire.audit.TelemetryEvent;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Which traits of a request an event tells. The one place where attributes become traits. */
final class TraitsOfEvents {
  private static final Set<String> FAPI = Set.of("ES256", "PS256");

  private TraitsOfEvents() {}

  static void tell(TelemetryEvent event, Map<String, String> told, Consumer<Trait> to) {
    switch (event) {
      case AUTHORIZATION_REQUEST_ACCEPTED -> authorization(told, to);
      case CLIENT_AUTH_SUCCESS -> assertion(told, to);
      case TOKEN_ISSUED -> token(told, to);
      case TOKEN_INTROSPECTED ->
          to.accept(
              "jwt".equals(told.get("answered_as"))
                  ? Trait.SIGNED_INTROSPECTION
                  : Trait.PLAIN_INTROSPECTION);
      default -> {}
    }
  }

  private static void authorization(Map<String, String> told, Consumer<Trait> to) {
    to.accept(is(told, "pushed") ? Trait.PUSHED_REQUEST : Trait.DIRECT_REQUEST);
    to.accept(
        is(told, "code_bound") ? Trait.REQUEST_WITH_CHALLENGE : Trait.REQUEST_WITHOUT_CHALLENGE);
    boolean signed = told.getOrDefault("response_mode", "").endsWith("jwt");
    to.accept(signed ? Trait.SIGNED_RESPONSE : Trait.PLAIN_RESPONSE);
    to.accept(is(told, "signed") ? Trait.SIGNED_REQUEST : Trait.UNSIGNED_REQUEST);
  }

  private static void assertion(Map<String, String> told, Consumer<Trait> to) {
    String algorithm = told.getOrDefault("assertion_alg", "");
    if (algorithm.isEmpty()) {
      return;
    }
    to.accept(
        FAPI.contains(algorithm)
            ? Trait.ASSERTION_BY_FAPI_ALGORITHM
            : Trait.ASSERTION_BY_OTHER_ALGORITHM);
    to.accept(
        "list".equals(told.get("assertion_audience"))
            ? Trait.ASSERTION_FOR_A_LIST
            : Trait.ASSERTION_FOR_THE_ISSUER);
  }

  private static void token(Map<String, String> told, Consumer<Trait> to) {
    to.accept(
        switch (told.getOrDefault("bound_to", "nothing")) {
          case "key" -> Trait.KEY_BOUND_TOKEN;
          case "certificate" -> Trait.CERTIFICATE_BOUND_TOKEN;
          default -> Trait.BEARER_TOKEN;
        });
    String algorithm = told.getOrDefault("proof_alg", "");
    if (!algorithm.isEmpty()) {
      to.accept(
          FAPI.contains(algorithm)
              ? Trait.PROOF_BY_FAPI_ALGORITHM
              : Trait.PROOF_BY_OTHER_ALGORITHM);
    }
  }

  private static boolean is(Map<String, String> told, String attribute) {
    return "true".equals(told.get(attribute));
  }
}
