package dev.lockspire.demo.web;

import dev.lockspire.demo.Settings;
import dev.lockspire.demo.account.Person;
import dev.lockspire.demo.account.SignedIn;
import dev.lockspire.demo.page.Pages;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code /}: what this is, and the story in three steps. */
public final class HomePage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Pages pages;
  private final transient Settings settings;

  public HomePage(Pages pages, Settings settings) {
    this.pages = pages;
    this.settings = settings;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Person> person = SignedIn.in(request).map(SignedIn::person);
    Map<String, Object> values = new HashMap<>();
    values.put("base", settings.baseUrl());
    values.put("issuer", settings.issuer());
    values.put("subject", person.map(Person::subject).orElse(""));
    values.put("tenant", person.map(Person::tenant).orElse(""));
    values.put("roles", person.map(found -> String.join(", ", found.roles())).orElse(""));
    pages.send(request, response, "home", "Billingo", values);
  }
}
