package dev.lockspire.demo.page;

import dev.lockspire.demo.account.Person;
import dev.lockspire.demo.account.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Puts a page's content into the layout that all share and sends it. */
public final class Pages {
  private final Templates templates = new Templates();
  private final FormToken formToken;

  public Pages(FormToken formToken) {
    this.formToken = formToken;
  }

  /** Sends page {@code name}, made of its template and {@code values}. */
  public void send(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      String title,
      Map<String, ?> values)
      throws IOException {
    byte[] document = document(request, name, title, values, true).getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(document.length);
    response.getOutputStream().write(document);
  }

  /**
   * The whole document.
   *
   * @param withNavigation false for a page that asks one question and shall not lead astray
   */
  public String document(
      HttpServletRequest request,
      String name,
      String title,
      Map<String, ?> values,
      boolean withNavigation) {
    Map<String, Object> all = new HashMap<>(values);
    all.putIfAbsent("csrf_token", formToken.of(request));
    all.put("root", request.getContextPath());
    all.put("title", title);
    all.put("navigation", withNavigation);
    Optional<Person> person = SignedIn.in(request).map(SignedIn::person);
    all.put("signed_in", person.isPresent());
    all.put("me", person.map(Person::name).orElse(""));
    all.put("content", templates.named(name).fill(all));
    return templates.named("layout").fill(all).html();
  }
}
