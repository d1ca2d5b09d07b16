package dev.lockspire.demo.web;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.demo.account.Person;
import dev.lockspire.demo.page.Pages;
import dev.lockspire.demo.payment.PaymentInitiation;
import dev.lockspire.host.ConsentPrompt;
import dev.lockspire.host.ConsentView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The consent page in Billingo's look. A person may leave out scopes they do not like. */
public final class BillingoConsent implements ConsentView {
  /** Without it the app would not learn who signed in, which is what it came for. */
  private static final String NOT_A_CHOICE = "openid";

  private final Pages pages;

  public BillingoConsent(Pages pages) {
    this.pages = pages;
  }

  @Override
  public String render(HttpServletRequest request, ConsentPrompt prompt, String nonce) {
    Map<String, Object> values = new HashMap<>();
    values.put("app", prompt.clientName());
    values.put("client_id", prompt.clientId());
    values.put("person", name(prompt));
    values.put("openid", prompt.scopes().contains(NOT_A_CHOICE));
    values.put("openid_meaning", ScopeMeaning.of(NOT_A_CHOICE));
    values.put("scopes", scopes(prompt));
    values.put("has_payments", !prompt.authorizationDetails().isEmpty());
    values.put("payments", payments(prompt));
    values.put("has_resources", !prompt.resources().isEmpty());
    values.put("resources", prompt.resources());
    values.put("initial", prompt.clientName().substring(0, initialLength(prompt.clientName())));
    values.put("policy_uri", webAddress(prompt.policyUri().orElse("")));
    values.put("tos_uri", webAddress(prompt.tosUri().orElse("")));
    values.put("action", prompt.finalizePath());
    values.put("csrf_token", prompt.csrfToken());
    return pages.document(request, "consent", "Connect " + prompt.clientName(), values, false);
  }

  private static List<Map<String, String>> scopes(ConsentPrompt prompt) {
    return prompt.scopes().stream()
        .filter(scope -> !scope.equals(NOT_A_CHOICE))
        .map(scope -> Map.of("scope", scope, "meaning", ScopeMeaning.of(scope)))
        .toList();
  }

  /** Each payment in words, and as it was asked for: what is not in the words is seen there. */
  private static List<Map<String, String>> payments(ConsentPrompt prompt) {
    return prompt.authorizationDetails().stream()
        .map(
            detail ->
                Map.of(
                    "words",
                    PaymentInitiation.inWords(detail),
                    "json",
                    JSONObjectUtils.toJSONString(detail)))
        .toList();
  }

  /** A letter outside the basic plane takes two chars. */
  private static int initialLength(String name) {
    return name.isEmpty() ? 0 : Character.charCount(name.codePointAt(0));
  }

  private static String name(ConsentPrompt prompt) {
    return prompt.subject().detail().filter(Person.class::isInstance).isPresent()
        ? ((Person) prompt.subject().detail().get()).name()
        : prompt.subject().subject();
  }

  /** A link that an app registered: escaping alone would let {@code javascript:} through. */
  private static String webAddress(String uri) {
    return uri.startsWith("https://") || uri.startsWith("http://") ? uri : "";
  }
}
