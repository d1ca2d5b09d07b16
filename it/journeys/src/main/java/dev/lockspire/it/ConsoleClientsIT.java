package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator makes clients, changes them and takes them out of service; each is really used. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("browser")
@DisplayName("The console's clients")
final class ConsoleClientsIT {
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
  private static final String CALLBACK = "https://app.example/callback";

  private static Chromium chromium;
  private Counter counter;
  private Page page;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @BeforeEach
  void open() {
    counter = new Counter(chromium, "ops");
    page = counter.page();
  }

  @AfterEach
  void close() {
    counter.close();
  }

  @Test
  @DisplayName(
      "Client create, copy-once: a machine's secret gets a token and is nowhere in the session")
  void machine() throws Exception {
    page.navigate(Counter.CONSOLE + "/clients");
    GuidePicture.of(page, "clients");
    page.locator(".ls-page-header a.ls-button-primary").click();
    page.locator("a[href$='kind=machine']").waitFor();
    GuidePicture.of(page, "client-new");
    page.locator("a[href$='kind=machine']").click();
    counter.fill("name", "Nightly export");
    counter.fill("allowed_scopes", "orders:read");
    counter.press("create");
    Locator shown = page.locator(".ls-secret input");
    shown.waitFor();
    String secret = shown.inputValue();
    assertThat(secret).matches("[A-Za-z0-9_-]{43}");
    assertThat(page.evaluate("document.activeElement.className")).isEqualTo("ls-secret");
    chromium.screenshot(page, "clients-secret-shown");
    GuidePicture.of(page, "client-secret");
    String label = page.locator(".ls-secret-label").innerText();
    String id = label.substring(label.lastIndexOf(' ') + 1);

    assertThat(token(id, secret)).isEqualTo(200);

    String session = counter.session();
    assertThat(session).contains("Nightly export").doesNotContain(secret);

    page.reload();
    page.locator("h1").waitFor();
    assertThat(page.content()).doesNotContain(secret);
    page.navigate(Counter.CONSOLE + "/clients/" + id);
    assertThat(page.locator("h1").innerText()).isEqualTo("Nightly export");
    assertThat(page.content()).doesNotContain(secret).contains("Set; never shown again");
    assertThat(Counter.evidence(id)).contains("client_created succeeded operator ops");
  }

  @Test
  @DisplayName("an acknowledged secret leads on to the client")
  void acknowledged() {
    String id = webApp("Acknowledged", "client_secret_post");
    page.locator(".ls-secret .ui-button").click();
    page.waitForURL(Counter.CONSOLE + "/clients/" + id);
    assertThat(page.content())
        .contains("Secret in the form (client_secret_post)", CALLBACK, "Refresh token");
    assertThat(page.locator("a[href*='resource_type=client']").getAttribute("href"))
        .endsWith("/audit?resource_type=client&resource_id=" + id);
    for (String list : List.of("tokens", "consents", "interactions", "refusals")) {
      assertThat(page.locator("a[href$='/" + list + "?client=" + id + "']").count()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("browser and native applications are public, and people can sign in to them")
  void publicClients() throws Exception {
    for (String[] kind :
        new String[][] {{"spa", CALLBACK}, {"native", "com.example.app:/callback"}}) {
      page.navigate(Counter.CONSOLE + "/clients/new?kind=" + kind[0]);
      assertThat(page.locator("[id='form:token_endpoint_auth_method']").count()).isZero();
      assertThat(page.locator("[id='form:grant_client_credentials']").count()).isZero();
      counter.fill("name", "Public " + kind[0]);
      counter.fill("redirect_uris", kind[1]);
      counter.fill("allowed_scopes", "openid");
      counter.press("create");
      page.locator("#created-id").waitFor();
      String id = page.locator("#created-id").inputValue();

      assertThat(page.content()).contains("It has no secret");
      assertThat(authorize(id, kind[1]).statusCode()).isBetween(302, 303);
    }
  }

  @Test
  @DisplayName(
      "every problem is told at once, at its field and first of all, and nothing typed is lost")
  void invalid() {
    page.navigate(Counter.CONSOLE + "/clients/new?kind=web");
    counter.fill("name", "Not yet right");
    counter.fill("redirect_uris", "https://*.example/callback\napp.example/callback");
    counter.fill("allowed_scopes", "or/ders");
    counter.fill("client_id", "two words");
    counter.press("create");
    page.locator(".ls-errors").waitFor();
    chromium.screenshot(page, "clients-new-errors");
    GuidePicture.of(page, "client-problems");

    assertThat(page.evaluate("document.activeElement.className")).isEqualTo("ls-errors");
    List<String> told = page.locator(".ls-errors li").allInnerTexts();
    assertThat(told).hasSizeGreaterThanOrEqualTo(4);
    assertThat(String.join("\n", told))
        .contains("Redirect URIs", "wildcard", "no scheme", "Scopes", "Client ID")
        .contains("line 1, https://*.example/callback", "line 2, app.example/callback")
        .doesNotContain("invalid_", "not_allowed");
    assertThat(page.locator("#redirect_uris-problem").innerText()).contains("wildcard");
    assertThat(counter.value("name")).isEqualTo("Not yet right");
    assertThat(counter.value("redirect_uris")).contains("https://*.example/callback");
    assertThat(counter.value("client_id")).isEqualTo("two words");
    page.locator(".ls-errors a[href='#form:allowed_scopes']").click();
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("form:allowed_scopes");
  }

  @Test
  @DisplayName("without a grant of the browser there is no redirect URI to give")
  void grantsDecide() {
    page.navigate(Counter.CONSOLE + "/clients/new?kind=web");
    assertThat(page.locator("[id='form:redirect_uris']").isVisible()).isTrue();
    page.locator("[id='form:grant_authorization_code']").uncheck();
    assertThat(page.locator("[id='form:redirect_uris']").isVisible()).isFalse();
  }

  @Test
  @DisplayName("Secret rotation: both secrets work in the overlap, then only the new one")
  void rotate() throws Exception {
    page.navigate(Counter.CONSOLE + "/clients/new?kind=machine");
    counter.fill("name", "Rotating");
    counter.fill("allowed_scopes", "orders:read");
    counter.press("create");
    String old = secret();
    String id = shownId();

    page.navigate(Counter.CONSOLE + "/clients/" + id + "/rotate-secret");
    counter.press("rotate");
    page.locator(".ls-errors").waitFor();
    assertThat(page.locator(".ls-confirmation .ls-field-problem").innerText())
        .contains("Tick the box");
    page.locator("[id='form:confirm:box']").check();
    assertThat(page.locator("label[for='form:confirm:box']").innerText()).contains(id);
    counter.press("rotate");
    String now = secret();
    assertThat(now).isNotEqualTo(old);
    assertThat(token(id, old)).isEqualTo(200);
    assertThat(token(id, now)).isEqualTo(200);

    page.navigate(Counter.CONSOLE + "/clients/" + id + "/rotate-secret");
    assertThat(page.content()).doesNotContain(now);
    chromium.screenshot(page, "clients-overlap");
    GuidePicture.of(page, "client-overlap");
    page.locator("[id='old:confirm:box']").check();
    page.locator("[id='old:end:do']").click();
    page.locator(".ls-notice").waitFor();
    assertThat(token(id, old)).isEqualTo(401);
    assertThat(token(id, now)).isEqualTo(200);
    assertThat(Counter.evidence(id)).contains("client_secret_rotated succeeded operator ops");
  }

  @Test
  @DisplayName("a disabled client is refused by both endpoints until it is enabled again")
  void disable() throws Exception {
    String id = webApp("Switched off", "client_secret_basic");
    String secret = secret();
    assertThat(authorize(id, CALLBACK).statusCode()).isBetween(302, 303);
    assertThat(refresh(id, secret)).isEqualTo(400);

    page.navigate(Counter.CONSOLE + "/clients/" + id + "/status");
    counter.press("disable");
    page.locator(".ls-errors").waitFor();
    assertThat(authorize(id, CALLBACK).statusCode()).isBetween(302, 303);
    page.locator("[id='form:confirm:box']").check();
    assertThat(page.locator("label[for='form:confirm:box']").innerText()).contains(id);
    counter.press("disable");
    page.locator(".ls-notice").waitFor();
    assertThat(authorize(id, CALLBACK).statusCode()).isEqualTo(400);
    assertThat(refresh(id, secret)).isEqualTo(401);
    page.navigate(Counter.CONSOLE + "/clients/" + id);
    assertThat(page.content()).contains("refused everywhere", "by ops");
    chromium.screenshot(page, "clients-disabled");

    page.navigate(Counter.CONSOLE + "/clients/" + id + "/status");
    page.locator("[id='form:confirm:box']").check();
    counter.press("enable");
    page.locator(".ls-notice").waitFor();
    assertThat(authorize(id, CALLBACK).statusCode()).isBetween(302, 303);
    assertThat(refresh(id, secret)).isEqualTo(400);
    assertThat(Counter.evidence(id))
        .contains(
            "client_disabled succeeded operator ops", "client_enabled succeeded operator ops");
  }

  @Test
  @DisplayName("Disable / enable enforced on every endpoint: nothing is answered, no token lives")
  void everyEndpoint() throws Exception {
    page.navigate(Counter.CONSOLE + "/clients/new?kind=machine");
    counter.fill("name", "Worker");
    counter.fill("allowed_scopes", "orders:read");
    counter.press("create");
    String secret = secret();
    String id = shownId();
    String live = issued(id, secret);
    assertThat(introspected(id, secret, live)).contains("\"active\":true");

    page.navigate(Counter.CONSOLE + "/clients/" + id + "/status");
    page.locator("[id='form:confirm:box']").check();
    counter.press("disable");
    page.locator(".ls-notice").waitFor();
    assertThat(token(id, secret)).isEqualTo(401);
    for (String endpoint : List.of("introspect", "revoke")) {
      assertThat(sent(endpoint, id, secret, "token=" + live).statusCode())
          .as(endpoint)
          .isEqualTo(401);
    }
    HttpRequest userinfo =
        HttpRequest.newBuilder(URI.create(Counter.HOST + "/lockspire/userinfo"))
            .header("Authorization", "Bearer " + live)
            .build();
    assertThat(Counter.send(userinfo).statusCode()).isEqualTo(401);

    page.navigate(Counter.CONSOLE + "/clients/" + id + "/status");
    page.locator("[id='form:confirm:box']").check();
    counter.press("enable");
    page.locator(".ls-notice").waitFor();
    assertThat(introspected(id, secret, live)).contains("\"active\":false");
    assertThat(introspected(id, secret, issued(id, secret))).contains("\"active\":true");
  }

  @Test
  @DisplayName("Pairwise subjects: a change is warned of, confirmed, shown and leaves evidence")
  void subjects() throws Exception {
    String id = webApp("Pairwise", "client_secret_basic");
    String at = Counter.CONSOLE + "/clients/" + id;
    page.navigate(at + "/subjects");
    assertThat(page.locator(".ls-warning").innerText()).contains("everybody another subject");
    page.locator("[id='form:subject_type']").selectOption("pairwise");
    counter.press("save");
    page.locator(".ls-errors").waitFor();
    assertThat(page.locator(".ls-confirmation .ls-field-problem").innerText())
        .contains("Tick the box");

    page.locator("[id='form:confirm:box']").check();
    counter.press("save");
    page.locator(".ls-notice").waitFor();
    chromium.screenshot(page, "clients-subjects-saved");
    page.navigate(at);
    assertThat(page.content()).contains("Pairwise: a subject of its sector", "app.example");
    assertThat(Counter.evidence(id)).contains("client_subjects_changed succeeded operator ops");

    page.navigate(at + "/redirects");
    counter.fill("redirect_uris", "https://elsewhere.example/callback");
    counter.press("save");
    page.locator(".ls-errors").waitFor();
    assertThat(page.locator("#redirect_uris-problem").innerText())
        .contains("another subject at this client");
  }

  @Test
  @DisplayName(
      "Client edit: focused pages change what they show; a stale save is refused with a way on")
  void edits() throws Exception {
    String id = webApp("Edited", "client_secret_basic");
    String at = Counter.CONSOLE + "/clients/" + id;
    edit(at + "/redirects", "redirect_uris", "https://app.example/two\nhttps://app.example/one");
    edit(at + "/logout-uris", "post_logout_redirect_uris", "https://app.example/bye");
    edit(at + "/scopes", "allowed_scopes", "orders:read orders:write");
    edit(at + "/scopes", "authorization_details_types", "payment_initiation");
    edit(at + "/lifetimes", "access_token_lifetime", "300");
    page.navigate(at + "/security");
    page.locator("[id='form:access_token_format']").selectOption("opaque");
    page.locator("[id='form:require_nonce']").check();
    counter.press("save");
    page.locator(".ls-notice").waitFor();
    chromium.screenshot(page, "clients-security-saved");
    page.navigate(at);
    assertThat(page.locator(".ls-uris .ls-handle").allInnerTexts())
        .containsSubsequence(
            "https://app.example/two", "https://app.example/one", "https://app.example/bye");
    assertThat(page.content())
        .contains("orders:write", "payment_initiation", "5 minutes", "Opaque");
    chromium.screenshot(page, "clients-workspace-full");
    GuidePicture.of(page, "client");

    page.navigate(at + "/lifetimes");
    counter.fill("access_token_lifetime", "soon");
    counter.fill("id_token_lifetime", "0");
    counter.press("save");
    page.locator(".ls-errors").waitFor();
    assertThat(page.locator(".ls-errors li").count()).isEqualTo(2);
    assertThat(counter.value("access_token_lifetime")).isEqualTo("soon");

    try (Counter colleague = new Counter(chromium, "ops")) {
      Page other = colleague.page();
      other.navigate(at + "/edit");
      edit(at + "/edit", "name", "Edited first");
      other.locator("[id='form:name']").fill("Edited last");
      other.locator("[id='form:save:do']").click();
      other.locator(".ls-errors").waitFor();
      assertThat(other.locator(".ls-errors").innerText()).contains("omebody else changed");
      assertThat(other.locator("[id='form:name']").inputValue()).isEqualTo("Edited last");
      other.locator(".ls-client-reload a").click();
      other
          .locator(".ls-errors")
          .waitFor(
              new Locator.WaitForOptions()
                  .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
      assertThat(other.locator("[id='form:name']").inputValue()).isEqualTo("Edited first");
    }
    assertThat(Counter.evidence(id)).contains("client_updated succeeded operator ops");
  }

  @Test
  @DisplayName("an auditor sees a client and no control, whatever address is tried")
  void auditor() {
    try (Counter onlooker = new Counter(chromium, "audra")) {
      Page auditor = onlooker.page();
      for (String path :
          List.of(
              "/clients",
              "/clients/new",
              "/clients/new?kind=web",
              "/clients/desk-app-01",
              "/clients/desk-app-01/edit",
              "/clients/desk-app-01/status",
              "/clients/desk-app-01/rotate-secret")) {
        auditor.navigate(Counter.CONSOLE + path);
        auditor.locator("h1").waitFor();
        assertThat(
                auditor.locator("main form[method=post]:not(.ls-export), main .ui-button").count())
            .as(path)
            .isZero();
        assertThat(auditor.locator("main a[href$='/clients/new'], main a[href$='/edit']").count())
            .as(path)
            .isZero();
      }
    }
  }

  @Test
  @DisplayName("an unknown client is a calm 404 on each of its pages")
  void unknown() {
    for (String part : List.of("", "/edit", "/status", "/rotate-secret", "/par-policy")) {
      assertThat(page.navigate(Counter.CONSOLE + "/clients/nobody" + part).status()).isEqualTo(404);
      assertThat(page.locator("main").innerText()).contains("No client has this ID");
    }
  }

  private String webApp(String name, String method) {
    page.navigate(Counter.CONSOLE + "/clients/new?kind=web");
    counter.fill("name", name);
    page.locator("[id='form:token_endpoint_auth_method']").selectOption(method);
    counter.fill("redirect_uris", CALLBACK);
    counter.fill("allowed_scopes", "openid profile");
    counter.press("create");
    page.locator(".ls-secret").waitFor();
    return shownId();
  }

  private void edit(String address, String field, String text) {
    page.navigate(address);
    counter.fill(field, text);
    counter.press("save");
    page.locator(".ls-notice").waitFor();
  }

  private String secret() {
    page.locator(".ls-secret input").waitFor();
    return page.locator(".ls-secret input").inputValue();
  }

  private String shownId() {
    page.locator(".ls-secret-label").waitFor();
    String label = page.locator(".ls-secret-label").innerText();
    return label.substring(label.lastIndexOf(' ') + 1);
  }

  private int token(String id, String secret) throws IOException, InterruptedException {
    return post(id, secret, "grant_type=client_credentials");
  }

  /** 400 where the client is known and the token is not, 401 where the client is refused. */
  private int refresh(String id, String secret) throws IOException, InterruptedException {
    return post(id, secret, "grant_type=refresh_token&refresh_token=unknown");
  }

  private int post(String id, String secret, String form) throws IOException, InterruptedException {
    return sent("token", id, secret, form).statusCode();
  }

  /** An access token of the client's own. */
  private String issued(String id, String secret) throws IOException, InterruptedException {
    Matcher token =
        ACCESS_TOKEN.matcher(sent("token", id, secret, "grant_type=client_credentials").body());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private String introspected(String id, String secret, String token)
      throws IOException, InterruptedException {
    return sent("introspect", id, secret, "token=" + token).body();
  }

  private HttpResponse<String> sent(String endpoint, String id, String secret, String form)
      throws IOException, InterruptedException {
    String pair = id + ":" + secret;
    return Counter.send(
        HttpRequest.newBuilder(URI.create(Counter.HOST + "/lockspire/" + endpoint))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  private HttpResponse<String> authorize(String id, String redirect)
      throws IOException, InterruptedException {
    String query =
        "response_type=code&scope=openid&state=s1&nonce=n1&code_challenge_method=S256"
            + "&code_challenge="
            + CHALLENGE
            + "&client_id="
            + id
            + "&redirect_uri="
            + URLEncoder.encode(redirect, StandardCharsets.UTF_8);
    return Counter.get(Counter.HOST + "/lockspire/authorize?" + query);
  }
}
