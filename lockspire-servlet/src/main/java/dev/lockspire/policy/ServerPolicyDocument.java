package dev.lockspire.policy;

import dev.lockspire.http.JsonReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON object of policy values, checked whole: {@code {"par_policy": "required",
 * "max_delegation_depth": 2}}. Values it does not name stay as they are.
 */
public final class ServerPolicyDocument {
  private static final int MAX_CHARACTERS = 64 * 1024;

  private final Map<PolicyField, Object> values;

  private ServerPolicyDocument(Map<PolicyField, Object> values) {
    this.values = values;
  }

  /**
   * @throws PolicyDocumentRefused when {@code json} is no JSON object, names an unknown value or
   *     holds an impossible one; it names every problem
   */
  public static ServerPolicyDocument parse(String json) {
    Map<String, Object> members =
        JsonReader.object(json, MAX_CHARACTERS)
            .orElseThrow(
                () ->
                    new PolicyDocumentRefused(
                        List.of(
                            new PolicyProblem("document", "invalid_value", "is one JSON object"))));
    Map<PolicyField, Object> values = new EnumMap<>(PolicyField.class);
    List<PolicyProblem> problems = new ArrayList<>();
    members.forEach(
        (name, value) ->
            PolicyField.ofWireName(name)
                .ifPresentOrElse(
                    field -> {
                      field
                          .objectionTo(value)
                          .ifPresent(
                              detail ->
                                  problems.add(new PolicyProblem(name, "invalid_value", detail)));
                      values.put(field, value);
                    },
                    () ->
                        problems.add(
                            new PolicyProblem(name, "unknown_field", "is no policy value"))));
    if (!problems.isEmpty()) {
      throw new PolicyDocumentRefused(problems);
    }
    return new ServerPolicyDocument(Collections.unmodifiableMap(values));
  }

  /** {@code policy} with the values of this document; meant for {@link ServerPolicies#update}. */
  public ServerPolicy applyTo(ServerPolicy policy) {
    return PolicyField.replace(policy, values);
  }
}
