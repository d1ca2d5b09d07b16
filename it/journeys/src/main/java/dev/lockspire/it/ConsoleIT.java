package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's door, and the host it lives in, in every container. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisplayName("The console in a host")
final class ConsoleIT {
  private static final String HOST = Container.base(Deployments.DESK).toString();
  private static final String CONSOLE = HOST + "/lockspire/admin";
  private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9+/=]+)'");
  private static final Pattern FILE =
      Pattern.compile("(?:src|href)=\"([^\"]+\\.(?:css|js|svg)[^\"]*)\"");

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  @DisplayName("asks strangers to sign in, refuses ordinary people, and lets operators in")
  void door() throws Exception {
    assertThat(get(CONSOLE + "/", null).statusCode()).isEqualTo(401);

    HttpResponse<String> alice = get(CONSOLE + "/", "alice");
    assertThat(alice.statusCode()).isEqualTo(403);
    assertThat(alice.body())
        .contains("This console is for operators")
        .doesNotContain("Overview</h1>");

    HttpResponse<String> ops = get(CONSOLE + "/", "ops");
    assertThat(ops.statusCode()).isEqualTo(200);
    assertThat(ops.body()).contains("<h1>Overview</h1>", "aria-current=\"page\"");
  }

  @Test
  @DisplayName("sends pages nobody keeps, frames or runs foreign script in")
  void headers() throws Exception {
    HttpResponse<String> page = get(CONSOLE + "/", "ops");

    assertThat(page.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(page.headers().allValues("X-Frame-Options")).containsExactly("DENY");
    assertThat(page.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
    assertThat(page.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    String policy = String.join(";", page.headers().allValues("Content-Security-Policy"));
    assertThat(policy)
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe");
    Matcher nonce = NONCE.matcher(policy);
    assertThat(nonce.find()).isTrue();
    assertThat(page.body()).contains("nonce=\"" + nonce.group(1) + "\"");
    assertThat(get(CONSOLE + "/", "ops").body()).doesNotContain(nonce.group(1));
  }

  @Test
  @DisplayName("puts no session into an address, not even before the browser has its cookie")
  void session() throws Exception {
    HttpResponse<String> page = get(CONSOLE + "/clients/new?kind=web", "ops");
    assertThat(page.headers().firstValue("Set-Cookie").orElse("")).contains("JSESSIONID");
    assertThat(page.body().toLowerCase(Locale.ROOT)).doesNotContain("jsessionid");
  }

  @Test
  @DisplayName("answers clean paths, the unknown ones with a calm 404")
  void paths() throws Exception {
    assertThat(get(CONSOLE + "/overview", "ops").statusCode()).isEqualTo(200);
    assertThat(get(CONSOLE + "/clients", "ops").statusCode()).isEqualTo(200);

    HttpResponse<String> unknown = get(CONSOLE + "/no/such/page", "ops");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("There is nothing at this address");
  }

  @Test
  @DisplayName("lists clients page by page, and what matches a filter in the address")
  void clients() throws Exception {
    String first = get(CONSOLE + "/clients", "ops").body();
    assertThat(first).contains("Desk App 01", "32 matches").doesNotContain("Desk App 32");
    Matcher next = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"").matcher(first);
    assertThat(next.find()).isTrue();
    URI second = URI.create(CONSOLE).resolve(next.group(1).replace("&amp;", "&"));
    assertThat(get(second.toString(), "ops").body())
        .contains("Desk App 32")
        .doesNotContain("Desk App 01");

    assertThat(get(CONSOLE + "/clients?q=app-07&status=nonsense", "ops").body())
        .contains("Desk App 07", "One match");
    assertThat(get(CONSOLE + "/clients?q=nobody", "ops").body()).contains("No client matches");
  }

  @Test
  @DisplayName("lets auditors look")
  void auditor() throws Exception {
    HttpResponse<String> page = get(CONSOLE + "/clients", "audra");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Auditor");
  }

  @Test
  @DisplayName("gives the figures to auditors as Prometheus text, and to nobody from outside")
  void metrics() throws Exception {
    assertThat(get(CONSOLE + "/metrics", null).statusCode()).isEqualTo(401);
    HttpResponse<String> alice = get(CONSOLE + "/metrics", "alice");
    assertThat(alice.statusCode()).isEqualTo(403);
    assertThat(alice.body()).doesNotContain("lockspire_");
    get(HOST + "/lockspire/jwks", null);

    for (String user : new String[] {"ops", "audra"}) {
      HttpResponse<String> figures = get(CONSOLE + "/metrics", user);
      assertThat(figures.statusCode()).isEqualTo(200);
      assertThat(figures.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/plain")
          .contains("version=0.0.4");
      assertThat(figures.headers().allValues("Cache-Control")).containsExactly("no-store");
      assertThat(figures.body())
          .contains(
              "# TYPE lockspire_token_issued_total counter",
              "lockspire_request_duration_seconds_count{route=\"/jwks\",outcome=\"answered\"}",
              "lockspire_ready{check=\"scheduler\"} 1",
              "lockspire_active_key_age_seconds{algorithm=\"ES256\"}");
    }
  }

  @Test
  @DisplayName("serves every file its pages name; its own may be kept for ever")
  void files() throws Exception {
    Matcher files = FILE.matcher(get(CONSOLE + "/", "ops").body());
    int count = 0;
    while (files.find()) {
      URI file = URI.create(CONSOLE).resolve(files.group(1).replace("&amp;", "&"));
      HttpResponse<String> answer = get(file.toString(), "ops");
      assertThat(answer.statusCode()).as(file.toString()).isEqualTo(200);
      if (file.getPath().contains("/assets/")) {
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
      }
      count++;
    }
    assertThat(count).isGreaterThanOrEqualTo(4);
  }

  @Test
  @DisplayName("ADM-6 takes no form that came from elsewhere, with a token made up or without any")
  void forged() throws Exception {
    String form = "form=form&form%3Aconfirm%3Abox=on&form%3Adisable%3Ado=form%3Adisable%3Ado";
    for (String token :
        new String[] {"", "&jakarta.faces.ViewState=1%3A1", "&jakarta.faces.ViewState=stateless"}) {
      HttpResponse<String> answer =
          http.send(
              request(CONSOLE + "/clients/desk-app-01/status", "ops")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(form + token))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(token).isEqualTo(403);
      assertThat(answer.body()).contains("Nothing was changed");
      HttpResponse<String> asked =
          get(CONSOLE + "/clients/desk-app-01/status?" + form + token, "ops");
      assertThat(asked.statusCode()).as("GET " + token).isEqualTo(token.isEmpty() ? 200 : 403);
    }
    assertThat(get(CONSOLE + "/clients/desk-app-01", "ops").body())
        .contains("Active")
        .doesNotContain("This client is disabled");
  }

  @Test
  @DisplayName(
      "Admin and public mounts separate: pages nowhere else, and no protocol request answered")
  void separate() throws Exception {
    assertThat(get(HOST + "/lockspire-console/overview.xhtml", "ops").statusCode()).isEqualTo(404);
    assertThat(get(HOST + "/lockspire-ui/badge.xhtml", "ops").statusCode()).isEqualTo(404);
    for (String endpoint : new String[] {"authorize", "token", "jwks", "revoke", "introspect"}) {
      assertThat(get(CONSOLE + "/" + endpoint, "ops").statusCode()).isEqualTo(404);
    }
    assertThat(get(HOST + "/lockspire/jwks", null).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/overview",
        "/clients",
        "/clients/new?kind=web",
        "/clients/desk-app-01",
        "/clients/desk-app-01/edit",
        "/clients/desk-app-01/subjects",
        "/clients/desk-app-01/status",
        "/clients/desk-app-01/rotate-secret",
        "/policies",
        "/policies/par",
        "/policies/dpop",
        "/policies/security-profile",
        "/policies/tokens",
        "/policies/dcr",
        "/keys",
        "/refusals",
        "/tokens",
        "/tokens/revoke?client=desk-app-01",
        "/consents",
        "/interactions",
        "/audit",
        "/health",
        "/nothing-here"
      })
  @DisplayName("asks strangers to sign in and refuses ordinary people on every page, shows all")
  void everyPage(String path) throws Exception {
    assertThat(get(CONSOLE + path, null).statusCode()).isEqualTo(401);
    HttpResponse<String> alice = get(CONSOLE + path, "alice");
    assertThat(alice.statusCode()).isEqualTo(403);
    assertThat(alice.body()).contains("This console is for operators").doesNotContain("desk-app");
    int status = get(CONSOLE + path, "audra").statusCode();
    assertThat(status).isEqualTo(path.equals("/nothing-here") ? 404 : 200);
  }

  @Test
  @DisplayName("leaves the host's own Faces page as it was: no policy, no theme, no script")
  void hostsPage() throws Exception {
    get(CONSOLE + "/", "ops");
    HttpResponse<String> page = get(HOST + "/bell.xhtml", null);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy")).isEmpty();
    assertThat(page.headers().firstValue("X-Frame-Options")).isEmpty();
    assertThat(page.body())
        .contains("<title>Bell</title>", "style=\"color: darkred\"", "onclick=", "Rung 0 times")
        .doesNotContain("primefaces", "PrimeFaces", "nonce", "lockspire");
  }

  @Test
  @DisplayName("leaves the host's own PrimeFaces page its theme and settings")
  void hostsPrimeFacesPage() throws Exception {
    get(CONSOLE + "/", "ops");
    HttpResponse<String> page = get(HOST + "/prime-bell.xhtml", null);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy")).isEmpty();
    assertThat(page.body())
        .contains("theme.css", "onclick=", "PrimeFaces")
        .doesNotContain("nonce", "lockspire");
  }

  private HttpResponse<String> get(String address, String user)
      throws IOException, InterruptedException {
    return http.send(request(address, user).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String address, String user) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address)).header("Accept-Language", "en");
    if (user != null) {
      String pair = user + ":" + user;
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    return request;
  }
}
