package dev.lockspire.requestobject;

import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a request object asks for, and what may stand beside it (RFC 9101 §4, §5). */
final class ParameterRules {
  private static final Set<String> BESIDE = Set.of("client_id", "request");

  private ParameterRules() {}

  /** Every claim that is a parameter, as that parameter. */
  static Parameters projected(Map<String, Object> claims) {
    Parameters.Builder projected = new Parameters.Builder();
    for (AuthorizationParameter parameter : AuthorizationParameter.values()) {
      String name = parameter.wireName();
      if (claims.containsKey(name)) {
        parameter
            .values(claims.get(name))
            .orElseThrow(
                () ->
                    RequestObjects.refused(
                        "invalid_request_object_parameter",
                        "The " + name + " in the request object is not of its type."))
            .forEach(value -> projected.add(name, value));
      }
    }
    return projected.build();
  }

  /** What is sent beside the object says what the object says, or the sender is not its signer. */
  static void agree(Parameters sent, Parameters projected, Map<String, Object> claims) {
    for (String name : sent.names()) {
      List<String> values = sent.all(name).stream().filter(value -> !value.isEmpty()).toList();
      if (!BESIDE.contains(name)
          && !values.isEmpty()
          && !values.equals(signed(name, projected, claims))) {
        throw OAuthError.invalidRequest(
                "request_object_conflict",
                "A parameter beside the request object does not say what is in it.")
            .comparing("parameter", name);
      }
    }
  }

  private static List<String> signed(
      String name, Parameters projected, Map<String, Object> claims) {
    return AuthorizationParameter.isOne(name)
        ? projected.all(name)
        : Optional.ofNullable(claims.get(name))
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .map(List::of)
            .orElse(List.of());
  }
}
