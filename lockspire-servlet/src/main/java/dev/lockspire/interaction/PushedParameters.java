package dev.lockspire.interaction;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.http.Parameters;
import dev.lockspire.storage.StorageFailure;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a pushed form makes the authorization request, as it is kept: every value as it was sent.
 * What proves who the client is stays behind.
 */
final class PushedParameters {
  private static final Set<String> NAMES =
      Set.of(
          "redirect_uri",
          "response_type",
          "response_mode",
          "scope",
          "resource",
          "authorization_details",
          "prompt",
          "state",
          "nonce",
          "max_age",
          "acr_values",
          "claims",
          "login_hint",
          "id_token_hint",
          "ui_locales",
          "claims_locales",
          "display",
          "code_challenge",
          "code_challenge_method",
          "dpop_jkt");

  private PushedParameters() {}

  /** As one JSON object of arrays; what was sent without a value was not sent (RFC 6749 §3.1). */
  static String toJson(Parameters sent) {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    for (String name : sent.names()) {
      List<String> values = sent.all(name).stream().filter(value -> !value.isEmpty()).toList();
      if (NAMES.contains(name) && !values.isEmpty()) {
        kept.put(name, values);
      }
    }
    return new String(JsonWriter.bytes(kept), StandardCharsets.UTF_8);
  }

  static Parameters ofJson(String json) {
    try {
      Parameters.Builder parameters = new Parameters.Builder();
      JSONObjectUtils.parse(json)
          .forEach(
              (name, values) ->
                  ((List<?>) values).forEach(value -> parameters.add(name, (String) value)));
      return parameters.build();
    } catch (ParseException e) {
      throw new StorageFailure("a pushed request could not be read", e);
    }
  }
}
