package dev.lockspire.it;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A person at a browser without script: keeps cookies, follows redirects, signs in to the shop and
 * decides on its consent page. One browser each, for one thread.
 */
public final class Person {
  private static final int LONGEST_WAY = 15;

  private final String name;
  private final HttpClient browser;
  private final List<String> pages = new ArrayList<>();

  /** What a person does on the consent page. */
  public enum Decision {
    APPROVE_AND_REMEMBER,
    APPROVE_ONCE,
    DENY
  }

  /**
   * @param name also the password
   */
  public Person(String name) {
    this(name, HttpClient.newBuilder());
  }

  /**
   * @param name also the password
   * @param tls whom the browser trusts
   */
  public Person(String name, SSLContext tls) {
    this(name, HttpClient.newBuilder().sslContext(tls));
  }

  private Person(String name, HttpClient.Builder browser) {
    this.name = name;
    this.browser =
        browser
            .cookieHandler(new CookieManager())
            .followRedirects(Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
  }

  /** The pages met so far that asked for something: {@code login}, {@code consent}, … */
  public List<String> pages() {
    return List.copyOf(pages);
  }

  /** As {@link #answer(URI, Decision)} for somebody who trusts the application. */
  public URI approve(URI request) {
    return answer(request, Decision.APPROVE_AND_REMEMBER);
  }

  /**
   * Takes an application's request through login and consent.
   *
   * @return where the browser was sent at last, at the application
   */
  public URI answer(URI request, Decision decision) {
    return leave(get(request), decision);
  }

  private URI leave(HttpResponse<String> response, Decision decision) {
    HttpResponse<String> current = response;
    for (int steps = 0; steps < LONGEST_WAY; steps++) {
      Optional<URI> target = current.headers().firstValue("Location").map(current.uri()::resolve);
      if (target.isPresent()) {
        if (!target.get().getAuthority().equals(response.uri().getAuthority())) {
          return target.get();
        }
        current = get(target.get());
      } else {
        current = fillIn(current, decision);
      }
    }
    throw new AssertionError("Still on the way after " + LONGEST_WAY + " steps");
  }

  private HttpResponse<String> fillIn(HttpResponse<String> page, Decision decision) {
    Optional<HtmlForm> login = HtmlForm.withButton(page.body(), "login");
    if (login.isPresent()) {
      pages.add("login");
      return submit(page, login.get().with(Map.of("username", name, "password", name)), "login");
    }
    String button = decision == Decision.DENY ? "deny" : "approve";
    HtmlForm consent =
        HtmlForm.withButton(page.body(), button)
            .orElseThrow(() -> new AssertionError("A dead end: " + describe(page)));
    pages.add("consent");
    return submit(
        page, decision == Decision.APPROVE_ONCE ? consent.without("remember") : consent, button);
  }

  /** Presses a button of a page this person was shown. */
  public HttpResponse<String> press(HttpResponse<String> page, String button) {
    HtmlForm form =
        HtmlForm.withButton(page.body(), button)
            .orElseThrow(() -> new AssertionError("No button " + button + ": " + describe(page)));
    return submit(page, form, button);
  }

  private HttpResponse<String> submit(HttpResponse<String> page, HtmlForm form, String button) {
    URI action = form.action().isEmpty() ? page.uri() : page.uri().resolve(form.action());
    return send(
        HttpRequest.newBuilder(action)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form.pressed(button))));
  }

  /** Opens an address and stays there, redirect or not. */
  public HttpResponse<String> get(URI address) {
    return send(HttpRequest.newBuilder(address));
  }

  /** Opens an address and follows redirects as far as this host leads. */
  public HttpResponse<String> open(URI address) {
    return follow(get(address));
  }

  /** Follows redirects from {@code response} as far as its host leads. */
  public HttpResponse<String> follow(HttpResponse<String> response) {
    HttpResponse<String> current = response;
    for (int steps = 0; steps < LONGEST_WAY; steps++) {
      Optional<URI> target = current.headers().firstValue("Location").map(current.uri()::resolve);
      if (target.isEmpty() || !target.get().getAuthority().equals(current.uri().getAuthority())) {
        return current;
      }
      current = get(target.get());
    }
    throw new AssertionError("Redirected without end");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return browser.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String describe(HttpResponse<String> page) {
    return page.statusCode() + " " + page.uri().getPath() + "\n" + page.body();
  }
}
