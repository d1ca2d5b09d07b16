package dev.lockspire.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Somebody at the counter's console, in a browser, and what its host can tell besides. */
final class Counter implements AutoCloseable {
  static final String HOST = Container.base(BrowserDeployments.COUNTER).toString();
  static final String ISSUER = HOST + "/lockspire";
  static final String CONSOLE = ISSUER + "/admin";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Page page;

  /**
   * @param user {@code ops}, who may change, or {@code audra}, who may look
   */
  Counter(Chromium chromium, String user) {
    this.page =
        chromium.page(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 900)
                .setLocale("en")
                .setHttpCredentials(user, user));
    page.setDefaultTimeout(15_000);
  }

  Page page() {
    return page;
  }

  void fill(String field, String text) {
    page.locator(id(field)).fill(text);
  }

  String value(String field) {
    return page.locator(id(field)).inputValue();
  }

  boolean shows(String field) {
    return page.locator(id(field)).isVisible();
  }

  /** The button of a command. */
  void press(String action) {
    page.locator(id(action + ":do")).click();
  }

  private static String id(String part) {
    return "[id='form:" + part + "']";
  }

  /** The session of whoever is here, as a container would keep it. */
  String session() {
    return new String(
        page.context().request().get(HOST + "/desk-session").body(), StandardCharsets.ISO_8859_1);
  }

  /** What is on record about a client, a line each. */
  static List<String> evidence(String clientId) {
    return get(HOST + "/desk-evidence?type=client&id=" + clientId).body().lines().toList();
  }

  /** By nobody in particular. */
  static HttpResponse<String> get(String address) {
    return send(HttpRequest.newBuilder(URI.create(address)).build());
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    page.context().close();
  }
}
