package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.it.RawHttp.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What nobody should send. Whatever it is, the answer is a clear 4xx that tells nothing. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisplayName("Bad input")
final class BadInputIT {
  private static final String MOUNT = Shop.BASE.getPath() + "/lockspire";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
  private static final String AUTHORIZE =
      "client_id=partner-app&response_type=code&scope=openid&nonce=n"
          + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A8999%2Fcallback"
          + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
  private static final String CODE_GRANT =
      "grant_type=authorization_code&client_id=partner-app&code=x";
  private static final List<String> INSIDES =
      List.of("Exception", "at dev.", "at java.", "at org.", "org.hibernate", "SQLState");

  @Test
  @DisplayName("malformed percent-encoding is refused in query and body")
  void malformedEscapes() {
    for (String bad : List.of("%", "%4", "%zz", "%%41", "a%u0041", "%1x")) {
      Answer query = get("/authorize?" + AUTHORIZE + "&state=" + bad);
      refused(query, 400, bad);
      assertThat(query.header("Location")).as(bad).isEmpty();
      refused(post("/token", CODE_GRANT + "&code_verifier=" + bad), 400, bad);
    }
  }

  @Test
  @DisplayName("NUL bytes are refused in query, body, path and header")
  void nulBytes() {
    refused(get("/authorize?" + AUTHORIZE + "&state=a%00b"), 400, "query");
    refused(post("/token", CODE_GRANT + "%00"), 400, "body");
    refused(post("/token", CODE_GRANT + "\0"), 400, "raw body");
    clear(get("/interactions/a%00b"), "path");
    clear(get("/authorize?" + AUTHORIZE + "&state=a\0b"), "raw query");
    clear(send("GET", "/userinfo", List.of("Authorization: Bearer a\0b"), ""), "header");
  }

  @Test
  @DisplayName("invalid UTF-8 is refused in query and body")
  void invalidUtf8() {
    for (String bad : List.of("%ff", "%c0%af", "%ed%a0%80", "%f4%90%80%80", "%e2%82")) {
      refused(get("/authorize?" + AUTHORIZE + "&state=" + bad), 400, bad);
      refused(post("/token", CODE_GRANT + bad), 400, bad);
    }
    refused(post("/token", CODE_GRANT + "\u00ff\u00fe"), 400, "raw bytes");
  }

  @Test
  @DisplayName("a parameter of 1 MB: 413 as a body, 4xx as a query")
  void megabyte() {
    String megabyte = "x".repeat(1 << 20);

    refused(post("/token", CODE_GRANT + megabyte), 413, "body");
    refused(post("/authorize", AUTHORIZE + "&state=" + megabyte), 413, "body for a page");
    clear(get("/authorize?" + AUTHORIZE + "&state=" + megabyte), "query");
  }

  @Test
  @DisplayName("a body over 64 KiB that comes in chunks: 413")
  void chunked() {
    String target = MOUNT + "/token";

    refused(
        RawHttp.sendChunked(Shop.BASE, target, List.of(FORM), "x=" + "y".repeat(4094), 17),
        413,
        "chunks");
    refused(
        RawHttp.sendChunked(Shop.BASE, target, List.of(FORM), CODE_GRANT, 1), 400, "a small body");
  }

  @Test
  @DisplayName("5,000 parameters are refused")
  void thousandsOfParameters() {
    String many =
        IntStream.range(0, 5_000).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));

    refused(post("/token", CODE_GRANT + "&" + many), 400, "body");
    clear(get("/authorize?" + many), "query");
  }

  @Test
  @DisplayName("20 Duplicate param: invalid_request")
  void duplicates() {
    refused(post("/token", CODE_GRANT + "&code=y"), 400, "token");
    assertThat(post("/token", CODE_GRANT + "&code=y").body()).contains("invalid_request");
    Answer page = get("/authorize?" + AUTHORIZE + "&client_id=partner-app");
    refused(page, 400, "client_id");
    assertThat(page.header("Location")).isEmpty();
    assertThat(get("/authorize?" + AUTHORIZE + "&scope=openid").header("Location").orElseThrow())
        .startsWith(Shop.PARTNER_CALLBACK + "?")
        .contains("error=invalid_request");
  }

  @Test
  @DisplayName("19 Query params ignored: grant parameters in the URL only are not enough")
  void grantInQuery() {
    Answer answer = post("/token?" + CODE_GRANT, "");

    refused(answer, 400, "query");
    assertThat(answer.body()).contains("invalid_request");
  }

  @Test
  @DisplayName("a wrong method: 405 with Allow")
  void wrongMethod() {
    Answer token = get("/token");
    refused(token, 405, "GET /token");
    assertThat(token.header("Allow")).hasValue("POST");

    Answer discovery = send("DELETE", "/.well-known/openid-configuration", List.of(), "");
    refused(discovery, 405, "DELETE discovery");
    assertThat(discovery.header("Allow").orElseThrow()).contains("GET");

    refused(send("PUT", "/authorize", List.of(FORM), "a=b"), 405, "PUT /authorize");
    clear(send("TRACE", "/token", List.of(), ""), "TRACE");
    clear(send("NONSENSE", "/token", List.of(), ""), "NONSENSE");
  }

  @Test
  @DisplayName("a wrong media type: 415")
  void wrongMediaType() {
    for (String type :
        List.of("application/json", "multipart/form-data; boundary=x", "text/plain", "nonsense")) {
      for (String path : List.of("/token", "/par", "/introspect", "/revoke", "/authorize")) {
        refused(
            send("POST", path, List.of("Content-Type: " + type), "{\"a\":1}"),
            415,
            type + " at " + path);
      }
    }
    refused(send("POST", "/token", List.of(), "grant_type=x"), 415, "none");
  }

  @Test
  @DisplayName("an unknown path: 404; a path that climbs: 4xx")
  void unknownPath() {
    for (String path :
        List.of("/", "", "/nothing", "/token/", "/token/x", "/admin/", "/Authorize", "//token")) {
      clear(get(path), path);
    }
    refused(get("/nothing"), 404, "/nothing");
    for (String path :
        List.of("/../token", "/%2e%2e/x", "/..;/x", "/x%2fy", "/token;a=b/..", "/%")) {
      clear(get(path), path);
    }
  }

  @Test
  @DisplayName("line breaks in state, redirect and hints do not make headers")
  void headerInjection() {
    for (String attack :
        List.of(
            "%0d%0aSet-Cookie:%20owned=1",
            "%0aLocation:%20http://evil.example", "%E5%98%8A%E5%98%8DSet-Cookie:%20owned=1")) {
      List<Answer> answers = new ArrayList<>();
      answers.add(get("/authorize?" + AUTHORIZE + "&prompt=none&state=" + attack));
      answers.add(get("/authorize?" + AUTHORIZE + "&login_hint=" + attack));
      answers.add(get("/authorize?" + AUTHORIZE + "&ui_locales=" + attack));
      answers.add(get("/authorize?client_id=partner-app&redirect_uri=http://a" + attack));
      answers.add(
          get("/end_session?state=" + attack + "&post_logout_redirect_uri=http://a" + attack));
      answers.add(get("/interactions/" + attack));
      answers.add(post("/token", "grant_type=" + attack + "&client_id=" + attack));
      for (Answer answer : answers) {
        assertThat(answer.status()).as(attack).isBetween(200, 499);
        assertThat(answer.header("Set-Cookie").orElse("")).as(attack).doesNotContain("owned");
        assertThat(answer.header("Location").orElse("")).as(attack).doesNotStartWith("http://evil");
        assertThat(answer.headerLines()).as(attack).noneMatch(line -> line.startsWith("owned"));
        assertThat(isOurs(answer) || answer.status() == 400).as(attack).isTrue();
      }
    }
  }

  @Test
  @DisplayName("broken credentials: 401 or 400, never more")
  void brokenCredentials() {
    String body = "grant_type=client_credentials";
    for (String value :
        List.of(
            "Basic",
            "Basic ",
            "Basic !!!",
            "Basic Og==",
            "Basic YQ==",
            "Basic JTpi",
            "Basic YTolZmY=",
            "Basic " + "QUFB".repeat(1000),
            "Bearer",
            "Nonsense x",
            "Basic YTpi, Basic YTpi")) {
      Answer answer = send("POST", "/token", List.of(FORM, "Authorization: " + value), body);
      clear(answer, value);
      clear(send("GET", "/userinfo", List.of("Authorization: " + value), ""), value);
    }
    refused(
        send(
            "POST",
            "/token",
            List.of(FORM, "Authorization: Basic YTpi", "Authorization: Basic YTpi"),
            body),
        401,
        "two headers");
  }

  @Test
  @DisplayName("hostile cookies do not matter")
  void cookies() {
    List<String> hostile =
        new ArrayList<>(
            List.of(
                "lockspire_browser=%00",
                "lockspire_browser=" + "x".repeat(5000),
                "lockspire_browser=a; lockspire_browser=b",
                "=;=;;;\""));
    if (!Container.name().equals("wildfly")) {
      // WildFly's own authentication fails on this name before any servlet is asked.
      hostile.add("\u00ff=\u00fe");
    }
    for (String cookie : hostile) {
      Answer answer = send("GET", "/authorize?" + AUTHORIZE, List.of("Cookie: " + cookie), "");
      assertThat(answer.status()).as(cookie).isBetween(300, 499);
      assertThat(isOurs(answer) || answer.status() == 400).as(cookie).isTrue();
    }
  }

  @Test
  @DisplayName("a host's filter that reads parameters first changes nothing")
  void parametersFirst() {
    List<String> early = List.of(FORM, "X-Parameters-First: yes");
    String credentials = "client_id=passer-by&client_secret=" + Shop.PASSER_BY_SECRET;

    Answer good =
        send(
            "POST",
            "/token?language=de&grant_type=nonsense",
            early,
            "grant_type=client_credentials&" + credentials);
    assertThat(good.header("Content-Language")).hasValue("de");
    assertThat(good.status()).as(good.body()).isEqualTo(200);
    assertThat(good.body()).contains("access_token");

    refused(send("POST", "/token", early, CODE_GRANT + "&code=y"), 400, "duplicate");
    refused(
        send("POST", "/token?client_id=partner-app&code=x", early, "grant_type=authorization_code"),
        401,
        "credentials in the query do not count");
    clear(send("POST", "/token", early, CODE_GRANT + "%00"), "NUL");
    clear(send("POST", "/token", early, CODE_GRANT + "&a=" + "x".repeat(1 << 17)), "too large");
    // The filter itself fails on some containers, and their page about it is not ours.
    assertThat(send("POST", "/token", early, CODE_GRANT + "&a=%zz").status()).isBetween(400, 499);
  }

  private static void refused(Answer answer, int status, String what) {
    assertThat(answer.status()).as("%s: %s", what, answer.body()).isEqualTo(status);
    saysNothingOfTheInside(answer, what);
  }

  /**
   * Refused by the library, or by the container before the library heard of it: how much the
   * container's own pages tell is for its operator to decide.
   */
  private static void clear(Answer answer, String what) {
    assertThat(answer.status()).as("%s: %s", what, answer.body()).isBetween(400, 499);
    if (isOurs(answer)) {
      saysNothingOfTheInside(answer, what);
    }
  }

  private static boolean isOurs(Answer answer) {
    return answer.header("X-Content-Type-Options").isPresent();
  }

  private static void saysNothingOfTheInside(Answer answer, String what) {
    assertThat(answer.body()).as(what).doesNotContain(INSIDES);
  }

  private static Answer get(String path) {
    return send("GET", path, List.of(), "");
  }

  private static Answer post(String path, String body) {
    return send("POST", path, List.of(FORM), body);
  }

  private static Answer send(String method, String path, List<String> headers, String body) {
    return RawHttp.send(Shop.BASE, method, MOUNT + path, headers, body);
  }
}
