package dev.lockspire.refusal;

import dev.lockspire.http.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a request may be kept: the values of parameters that are no secrets, and of every other
 * parameter only that it was there and how long it was.
 */
final class PresentedParameters {
  private static final int MOST = 40;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = 500;

  private static final Set<String> SHOWN =
      Set.of(
          "acr_values",
          "client_id",
          "code_challenge_method",
          "display",
          "grant_type",
          "logout_hint",
          "max_age",
          "post_logout_redirect_uri",
          "prompt",
          "redirect_uri",
          "resource",
          "response_mode",
          "response_type",
          "scope",
          "token_type_hint",
          "ui_locales");

  private PresentedParameters() {}

  static Map<String, String> of(Parameters sent) {
    Map<String, String> presented = new LinkedHashMap<>();
    sent.names().stream()
        .limit(MOST)
        .forEach(name -> presented.put(Shown.text(name, LONGEST_NAME), value(name, sent)));
    return presented;
  }

  private static String value(String name, Parameters sent) {
    List<String> values = sent.all(name);
    String repeated = values.size() > 1 ? " (sent " + values.size() + " times)" : "";
    if (SHOWN.contains(name)) {
      return Shown.text(
              values.stream()
                  .map(PresentedParameters::withoutQuery)
                  .collect(Collectors.joining(" ")),
              LONGEST_VALUE)
          + repeated;
    }
    int length = values.get(0).length();
    return "withheld, " + length + (length == 1 ? " character" : " characters") + repeated;
  }

  /**
   * The query of a redirect URI is the application's own and may hold what is no business of ours.
   */
  private static String withoutQuery(String value) {
    int query = value.indexOf('?');
    return query < 0 || !value.contains("://") ? value : value.substring(0, query) + "?…";
  }
}
