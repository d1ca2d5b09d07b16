package dev.lockspire.demo.web;

import dev.lockspire.demo.account.People;
import dev.lockspire.demo.account.Person;
import dev.lockspire.demo.account.SignedIn;
import dev.lockspire.demo.account.WaitingLogin;
import dev.lockspire.demo.page.FormToken;
import dev.lockspire.demo.page.LocalPath;
import dev.lockspire.demo.page.Pages;
import dev.lockspire.host.LoginRequest.Reason;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code /login}: signs a person in to the host and goes on with what was waiting for it. */
public final class LoginPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Pages pages;
  private final transient FormToken formToken;
  private final transient People people;
  private final transient LoginDestination destination;
  private final transient InstantSource clock;

  public LoginPage(
      Pages pages,
      FormToken formToken,
      People people,
      LoginDestination destination,
      InstantSource clock) {
    this.pages = pages;
    this.formToken = formToken;
    this.people = people;
    this.destination = destination;
    this.clock = clock;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<WaitingLogin> waiting = waiting(request);
    String hint = waiting.map(WaitingLogin::loginHint).orElse("");
    show(request, response, hint, "");
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!formToken.matches(request)) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      show(request, response, "", "That form was too old. Please try again.");
      return;
    }
    if (request.getParameter("continue") != null && mayContinue(request)) {
      response.sendRedirect(destination.of(request));
      return;
    }
    String username = parameter(request, "username").strip();
    Optional<Person> person = people.signIn(username, parameter(request, "password"));
    if (person.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      show(request, response, username, "No account has this name and password.");
      return;
    }
    SignedIn.begin(request, person.get(), clock.instant());
    response.sendRedirect(destination.of(request));
  }

  private void show(
      HttpServletRequest request, HttpServletResponse response, String username, String problem)
      throws IOException {
    Optional<WaitingLogin> waiting = waiting(request);
    Map<String, Object> values = new HashMap<>();
    values.put("username", username);
    values.put("problem", problem);
    values.put("app", waiting.map(WaitingLogin::clientName).orElse(""));
    values.put("reason", waiting.map(WaitingLogin::reason).map(LoginPage::words).orElse(""));
    values.put("may_continue", mayContinue(request));
    values.put("return_to", LocalPath.of(request.getParameter("return_to")).orElse(null));
    values.put("interaction_id", parameter(request, "interaction_id"));
    pages.send(request, response, "login", "Sign in", values);
  }

  /** Choosing an account may end with the one that is signed in; a proof is a new login. */
  private static boolean mayContinue(HttpServletRequest request) {
    boolean choosing =
        waiting(request).filter(login -> login.reason() == Reason.SELECT_ACCOUNT).isPresent();
    return choosing && SignedIn.in(request).isPresent();
  }

  private static Optional<WaitingLogin> waiting(HttpServletRequest request) {
    return WaitingLogin.in(request, parameter(request, "interaction_id"));
  }

  private static String words(Reason reason) {
    return switch (reason) {
      case NO_SESSION -> "";
      case PROMPT_LOGIN -> "The app asks you to sign in again.";
      case MAX_AGE -> "It has been a while: please sign in again.";
      case HINT_MISMATCH -> "The app expects somebody else than who is signed in here.";
      case ACR -> "The app asks for a stronger sign-in. Billingo only knows passwords.";
      case SELECT_ACCOUNT -> "Choose who you want to be for this app.";
      case CREATE_ACCOUNT ->
          "New accounts cannot be made in this demo: please use one of the four below.";
    };
  }

  private static String parameter(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value;
  }
}
