package dev.lockspire.it;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One form of a page, as a browser without script sees it.
 *
 * @param action as written; empty for the page's own address
 * @param fields what would be sent: inputs with their values and ticked boxes, of which several may
 *     have one name; buttons left out
 * @param buttons by id, each with the name and value that pressing it adds
 */
record HtmlForm(
    String action, Map<String, List<String>> fields, Map<String, Map<String, String>> buttons) {
  private static final Set<String> CHOICES = Set.of("checkbox", "radio");
  private static final Pattern FORM =
      Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern CONTROL = Pattern.compile("<(input|button)\\b([^>]*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)(?:=\"([^\"]*)\")?");

  /** The form of {@code html} that has a button of this id. */
  static Optional<HtmlForm> withButton(String html, String id) {
    Matcher forms = FORM.matcher(html);
    while (forms.find()) {
      HtmlForm form = parse(forms.group(1), forms.group(2));
      if (form.buttons().containsKey(id)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  private static HtmlForm parse(String head, String body) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    Map<String, Map<String, String>> buttons = new LinkedHashMap<>();
    Matcher controls = CONTROL.matcher(body);
    while (controls.find()) {
      Map<String, String> control = attributes(controls.group(2));
      String name = control.getOrDefault("name", "");
      String type = control.getOrDefault("type", "");
      if (controls.group(1).equals("button")) {
        buttons.put(
            control.getOrDefault("id", ""),
            name.isEmpty() ? Map.of() : Map.of(name, control.getOrDefault("value", "")));
      } else if (!name.isEmpty() && (!CHOICES.contains(type) || control.containsKey("checked"))) {
        fields
            .computeIfAbsent(name, first -> new ArrayList<>())
            .add(control.getOrDefault("value", ""));
      }
    }
    return new HtmlForm(attributes(head).getOrDefault("action", ""), fields, buttons);
  }

  private static Map<String, String> attributes(String text) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Matcher each = ATTRIBUTE.matcher(text);
    while (each.find()) {
      attributes.put(each.group(1), each.group(2) == null ? "" : unescape(each.group(2)));
    }
    return attributes;
  }

  private static String unescape(String text) {
    return text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  /** This form, filled in further. */
  HtmlForm with(Map<String, String> values) {
    Map<String, List<String>> all = new LinkedHashMap<>(fields);
    values.forEach((name, value) -> all.put(name, List.of(value)));
    return new HtmlForm(action, all, buttons);
  }

  /** This form with a box that is not ticked. */
  HtmlForm without(String field) {
    Map<String, List<String>> rest = new LinkedHashMap<>(fields);
    rest.remove(field);
    return new HtmlForm(action, rest, buttons);
  }

  /** What pressing the button sends, form-encoded. */
  String pressed(String button) {
    return encode(with(buttons.get(button)).fields());
  }

  private static String encode(Map<String, List<String>> fields) {
    return fields.entrySet().stream()
        .flatMap(
            field ->
                field.getValue().stream()
                    .map(value -> encode(field.getKey()) + "=" + encode(value)))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
