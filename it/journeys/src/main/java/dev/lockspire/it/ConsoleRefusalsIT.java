package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that were really refused, explained at the console. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("browser")
@DisplayName("Explaining a refusal")
final class ConsoleRefusalsIT {
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @Test
  @DisplayName("of /authorize finds it by the header and by the reference on the error page")
  void authorize() throws Exception {
    ConsoleVisit.person("ann");
    HttpResponse<String> refused =
        send(
            HttpRequest.newBuilder(
                URI.create(
                    ConsoleVisit.ISSUER
                        + "/authorize?client_id=partner-app&response_type=code&scope=openid"
                        + "&state=hidden-state-value&redirect_uri=https%3A%2F%2Fevil.example%2Fcb")));
    assertThat(refused.statusCode()).isEqualTo(400);
    String id = correlationId(refused);
    Matcher reference = Pattern.compile("id=\"reference\">([^<]+)<").matcher(refused.body());
    assertThat(reference.find()).isTrue();
    assertThat(reference.group(1)).isEqualTo(id);

    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      awaited(ops, id);
      ops.open("/refusals");
      ops.page().locator("#lookup").fill(" " + id);
      ops.click(".ls-lookup button").sees("This does not hold:");
      assertThat(ops.page().url()).endsWith("/refusals/" + id);
      assertThat(ops.page().locator(".ls-verdict").innerText())
          .contains("The redirect URI is registered", "https://evil.example/cb");
      assertThat(ops.page().locator(".ls-rule-passed").first().innerText())
          .contains("The client ID is present", "Holds", "RFC 6749 §4.1.1");
      assertThat(ops.page().locator(".ls-rule-failed").innerText())
          .contains("The redirect URI is registered", "Does not hold", "RFC 9700 §4.1.3");
      assertThat(ops.page().locator(".ls-rule-unknown").innerText()).contains("not asked");
      assertThat(ops.page().locator(".ls-verdict .ls-button-primary").getAttribute("href"))
          .endsWith("/clients/partner-app");
      assertThat(ops.page().content()).doesNotContain("hidden-state-value");
      ops.picture("refusal");
      GuidePicture.of(ops.page(), "refusal");
      GuidePicture.dark(ops.page(), "refusal-dark");
      ops.nothingWrong();
    }
  }

  @Test
  @DisplayName("of /token names the client, withholds its secret, and leads to others like it")
  void token() throws Exception {
    ConsoleVisit.person("ann");
    HttpResponse<String> refused =
        send(
            HttpRequest.newBuilder(URI.create(ConsoleVisit.ISSUER + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=refresh_token&client_id=partner-app"
                            + "&refresh_token=never-issued-value")));
    assertThat(refused.statusCode()).isEqualTo(400);
    String id = correlationId(refused);

    try (ConsoleVisit audra = new ConsoleVisit(chromium, "audra")) {
      awaited(audra, id);
      assertThat(audra.page().locator(".ls-verdict").innerText()).contains("The token is known");
      assertThat(audra.page().content())
          .contains("partner-app", "withheld, 18 characters", "invalid_grant")
          .doesNotContain("never-issued-value");
      audra.picture("refusal-token");

      audra.page().getByText("Refusals like this one").click();
      audra.page().locator("tbody a").first().waitFor();
      String filtered = audra.page().url();
      assertThat(filtered).contains("client=partner-app", "reason=");
      audra.page().reload();
      assertThat(audra.page().locator("#filter-client").inputValue()).isEqualTo("partner-app");
      assertThat(audra.page().locator("#filter-reason").inputValue()).isNotEmpty();
      audra.picture("refusals");
      audra.nothingWrong();
    }
  }

  @Test
  @DisplayName("speaks German to those who do, rule by rule")
  void german() throws Exception {
    ConsoleVisit.person("ann");
    HttpResponse<String> refused =
        send(
            HttpRequest.newBuilder(
                URI.create(
                    ConsoleVisit.ISSUER
                        + "/authorize?client_id=partner-app&response_type=code&scope=openid"
                        + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A8999%2Fcallback%2F")));
    String id = correlationId(refused);
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops", "de")) {
      awaited(ops, id);
      assertThat(ops.page().locator(".ls-verdict").innerText())
          .contains("Das trifft nicht zu:", "Die Redirect-URI ist registriert", "vorgelegt");
      assertThat(ops.page().locator(".ls-verdict mark").allInnerTexts()).containsExactly("/");
      assertThat(ops.page().locator(".ls-rule-passed").first().innerText())
          .contains("Die Client-ID ist angegeben", "Trifft zu");
      ops.picture("refusal-german");
      ops.nothingWrong();
    }
  }

  @Test
  @DisplayName("that is not kept says how long and how many are")
  void missing() {
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      assertThat(ops.open("/refusals/00000000-0000-0000-0000-000000000000")).isEqualTo(404);
      ops.sees("Refusals are kept for 7 days").picture("refusal-missing");
      assertThat(ops.has("[role=alert]:visible")).isFalse();
    }
  }

  /** Refusals are written behind the request's back. */
  private static void awaited(ConsoleVisit visit, String id) throws InterruptedException {
    int status = 0;
    for (int i = 0; i < 40 && status != 200; i++) {
      status = visit.open("/refusals/" + id);
      if (status != 200) {
        Thread.sleep(500);
      }
    }
    assertThat(status).isEqualTo(200);
  }

  private static String correlationId(HttpResponse<String> response) {
    return response.headers().firstValue("Lockspire-Correlation-Id").orElseThrow();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
