package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Requests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form as it stands in a page. Of fields with several values the first is kept for text and each
 * is kept for ticked boxes, as a browser would.
 */
public final class HtmlForm {
  private static final Pattern FORM =
      Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern CONTROL =
      Pattern.compile("<(input|button)\\b([^>]*)>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private final String action;
  private final StringBuilder fields = new StringBuilder();

  private HtmlForm(String action) {
    this.action = action;
  }

  /**
   * The form that holds the button of that id, filled and ready to be posted by that button.
   *
   * @param typed what the person types, by field
   */
  public static Optional<HtmlForm> with(String button, String page, Map<String, String> typed) {
    Matcher forms = FORM.matcher(page);
    while (forms.find()) {
      if (forms.group(2).contains("id=\"" + button + '"')) {
        HtmlForm form = new HtmlForm(attribute(forms.group(1), "action").orElse(""));
        form.fill(forms.group(2), button, typed);
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  private void fill(String controls, String button, Map<String, String> typed) {
    Map<String, String> open = new LinkedHashMap<>(typed);
    Matcher control = CONTROL.matcher(controls);
    while (control.find()) {
      String attributes = control.group(2);
      Optional<String> name = attribute(attributes, "name");
      if (name.isEmpty() || !isSent(control.group(1), attributes, button)) {
        continue;
      }
      String entered = open.remove(name.get());
      add(name.get(), entered != null ? entered : attribute(attributes, "value").orElse(""));
    }
    open.forEach(this::add);
  }

  private static boolean isSent(String element, String attributes, String button) {
    if ("button".equals(element.toLowerCase(Locale.ROOT))) {
      return attribute(attributes, "id").filter(button::equals).isPresent();
    }
    boolean box =
        attribute(attributes, "type").filter(List.of("checkbox", "radio")::contains).isPresent();
    return !box || attributes.contains(" checked");
  }

  private void add(String name, String value) {
    fields.append(fields.isEmpty() ? "" : "&").append(Requests.form(Map.of(name, value)));
  }

  private static Optional<String> attribute(String attributes, String name) {
    Matcher value =
        Pattern.compile("\\b" + name + "=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE)
            .matcher(attributes);
    return value.find() ? Optional.of(unescape(value.group(1))) : Optional.empty();
  }

  private static String unescape(String text) {
    return text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#61;", "=")
        .replace("&amp;", "&");
  }

  public String action() {
    return action;
  }

  /** Ready to be sent as {@code application/x-www-form-urlencoded}. */
  public String fields() {
    return fields.toString();
  }
}
