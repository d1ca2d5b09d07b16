package dev.lockspire.interaction;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.http.Parameters;
import dev.lockspire.requestobject.AuthorizationParameter;
import dev.lockspire.storage.StorageFailure;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a pushed form makes the authorization request, as it is kept: every value as it was sent.
 * What proves who the client is stays behind.
 */
final class PushedParameters {
  /**
   * Remembers that a request object said it, beside the parameters that it said. No form can say
   * so: it is no parameter of a request.
   */
  private static final String SIGNED = "signed_request_object";

  private PushedParameters() {}

  /**
   * As one JSON object of arrays; what was sent without a value was not sent (RFC 6749 §3.1).
   *
   * @param signed whether a request object said it
   */
  static String toJson(Parameters sent, boolean signed) {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    if (signed) {
      kept.put(SIGNED, List.of());
    }
    for (String name : sent.names()) {
      List<String> values = sent.all(name).stream().filter(value -> !value.isEmpty()).toList();
      if (AuthorizationParameter.isOne(name) && !values.isEmpty()) {
        kept.put(name, values);
      }
    }
    return new String(JsonWriter.bytes(kept), StandardCharsets.UTF_8);
  }

  /** What {@link #toJson} kept, for the interaction that may come of it. */
  static TakenRequest.Taken ofJson(String json, String interactionId) {
    try {
      Map<String, Object> kept = JSONObjectUtils.parse(json);
      boolean signed = kept.remove(SIGNED) != null;
      Parameters.Builder parameters = new Parameters.Builder();
      kept.forEach(
          (name, values) ->
              ((List<?>) values).forEach(value -> parameters.add(name, (String) value)));
      return new TakenRequest.Taken(parameters.build(), signed, interactionId);
    } catch (ParseException e) {
      throw new StorageFailure("a pushed request could not be read", e);
    }
  }
}
