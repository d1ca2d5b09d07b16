package dev.lockspire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.HostRequest;
import dev.lockspire.http.Route.Rendering;
import dev.lockspire.storage.StorageFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("The router")
class RouterTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final RequestTrace TRACE = new RequestTrace(RandomSource.secure());
  private static final List<Refusal> OBSERVED = new ArrayList<>();

  private enum Check implements Rule {
    FIRST,
    SECOND,
    THIRD;

    @Override
    public String reference() {
      return "RFC of " + name();
    }
  }

  private final Router router = router(Throttle.NONE);

  private static Reply judged() {
    TRACE.require(Check.FIRST, () -> {});
    TRACE.require(
        Check.SECOND,
        () -> {
          throw OAuthError.invalidGrant("why", "Because.").comparing("expected", "this");
        });
    return text("unreachable");
  }

  private static Reply redirected() {
    TRACE.refused(OAuthError.invalidRequest("first", "First."));
    TRACE.refused(OAuthError.invalidRequest("second", "Second."));
    return Reply.json(302, new byte[0]);
  }

  @BeforeEach
  void forget() {
    OBSERVED.clear();
  }

  @Test
  @DisplayName("tells an observer which rules a refused request was asked, and the caller its id")
  void explains() {
    Reply reply = send("POST", "/judged");

    Refusal refusal = OBSERVED.get(0);
    assertThat(OBSERVED).hasSize(1);
    assertThat(reply.header(Router.CORRELATION_ID)).contains(refusal.correlationId());
    assertThat(refusal.route()).isEqualTo("/judged");
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.reason()).isEqualTo("why");
    assertThat(refusal.compared()).containsExactly(Map.entry("expected", "this"));
    assertThat(refusal.judgements())
        .containsExactly(
            new Refusal.Judgement("FIRST", "RFC of FIRST", true),
            new Refusal.Judgement("SECOND", "RFC of SECOND", false));
    assertThat(reply.text()).doesNotContain("this", "why");
  }

  @Test
  @DisplayName("what a surface refuses in an answer of its own is told once, by its first reason")
  void refusedInAnAnswer() {
    Reply reply = send("GET", "/redirected");

    assertThat(OBSERVED).extracting(Refusal::reason).containsExactly("first");
    assertThat(OBSERVED.get(0).status()).isEqualTo(302);
    assertThat(reply.header(Router.CORRELATION_ID)).contains(OBSERVED.get(0).correlationId());
  }

  @Test
  @DisplayName("every refusal carries a correlation id, a page shows it, and a success has none")
  void correlationIds() {
    for (String path : List.of("/nowhere", "/refused", "/database", "/defect", "/refused-page")) {
      assertThat(send("GET", path).header(Router.CORRELATION_ID).orElse("")).as(path).hasSize(36);
    }
    Reply page = send("GET", "/refused-page");
    assertThat(page.text()).contains(page.header(Router.CORRELATION_ID).orElseThrow());
    assertThat(send("GET", "/authorize").header(Router.CORRELATION_ID)).isEmpty();
    assertThat(send("DELETE", "/token").header(Router.CORRELATION_ID)).isPresent();
  }

  @Test
  @DisplayName("an observer that fails changes no answer")
  void failingObserver() {
    RequestTrace trace = new RequestTrace(RandomSource.secure());
    Router failing =
        new Router(
            new RouteTable(List.of(Route.get("/refused", Rendering.JSON, call -> refuse()))),
            RandomSource.secure(),
            Throttle.NONE,
            trace,
            refusal -> {
              throw new IllegalStateException("observer");
            });

    assertThat(failing.dispatch(Calls.get("/refused")).status()).isEqualTo(401);
  }

  private static Router router(Throttle throttle) {
    return new Router(
        new RouteTable(
            List.of(
                Route.getOrPost("/authorize", Rendering.PAGE, call -> text(call.method())),
                Route.post("/token", Rendering.JSON, call -> text("token")),
                Route.getOrPost("/userinfo", Rendering.JSON, call -> text("userinfo"))
                    .withAnyBody(),
                Route.get("/interactions/{id}", Rendering.PAGE, call -> text("resume")),
                Route.get("/interactions/special", Rendering.PAGE, call -> text("special")),
                Route.post("/interactions/{id}/complete", Rendering.PAGE, call -> text("done")),
                Route.get("/refused", Rendering.JSON, call -> refuse()),
                Route.get("/refused-page", Rendering.PAGE, call -> refuse()),
                Route.get("/database", Rendering.JSON, call -> fail(new StorageFailure("x", null))),
                Route.get("/database-page", Rendering.PAGE, call -> fail(wrappedSql())),
                Route.get("/defect", Rendering.JSON, call -> fail(secretive())),
                Route.get("/deep", Rendering.JSON, RouterTest::tooDeep),
                Route.post("/judged", Rendering.JSON, call -> judged()),
                Route.get("/redirected", Rendering.PAGE, call -> redirected()))),
        RandomSource.secure(),
        throttle,
        TRACE,
        OBSERVED::add);
  }

  @Test
  @DisplayName("finds exact paths, and one segment in place of a placeholder")
  void finds() {
    assertThat(send("GET", "/authorize").text()).isEqualTo("GET");
    assertThat(send("GET", "/interactions/abc").text()).isEqualTo("resume");
    assertThat(send("GET", "/interactions/special").text()).isEqualTo("special");
    assertThat(post("/interactions/abc/complete", FORM).text()).isEqualTo("done");
  }

  @Test
  @DisplayName("answers 404 where nothing is mounted, the console's paths included")
  void notFound() {
    for (String path :
        List.of(
            "/",
            "/admin",
            "/admin/clients",
            "/authorize/",
            "/interactions/",
            "/interactions/a/b",
            "/interactions//complete",
            "/Authorize")) {
      Reply reply = send("GET", path);
      assertThat(reply.status()).as(path).isEqualTo(404);
      assertThat(reply.text()).contains("\"error\":\"not_found\"");
    }
  }

  @Test
  @DisplayName("answers 405 with Allow for a wrong method on a known path")
  void wrongMethod() {
    Reply token = send("GET", "/token");
    assertThat(token.status()).isEqualTo(405);
    assertThat(token.header("Allow")).contains("POST");
    assertThat(token.header("Content-Type")).contains("application/json");

    Reply authorize = send("DELETE", "/authorize");
    assertThat(authorize.status()).isEqualTo(405);
    assertThat(authorize.header("Allow")).contains("GET, HEAD, POST");
    assertThat(authorize.header("Content-Type")).contains("text/html; charset=utf-8");

    assertThat(send("OPTIONS", "/token").status()).isEqualTo(405);
    assertThat(send("get", "/authorize").status()).as("methods have a case").isEqualTo(405);
  }

  @Test
  @DisplayName("answers 415 for a POST whose body is no form")
  void wrongMediaType() {
    for (String type :
        List.of("application/json", "multipart/form-data; boundary=x", "text/plain")) {
      assertThat(post("/token", type).status()).as(type).isEqualTo(415);
    }
    assertThat(post("/token", "Application/X-WWW-Form-Urlencoded; charset=utf-8").status())
        .isEqualTo(200);
    Map<String, List<String>> untyped = Map.of("Content-Length", List.of("7"));
    assertThat(router.dispatch(Calls.of("POST", "/token", untyped)).status()).isEqualTo(415);
  }

  @Test
  @DisplayName("leaves a POST without a body, or one whose body does not matter, to the endpoint")
  void bodyNotNeeded() {
    assertThat(send("POST", "/token").status()).isEqualTo(200);
    assertThat(post("/userinfo", "application/json").text()).isEqualTo("userinfo");
  }

  @Test
  @DisplayName("answers HEAD like GET, without the body")
  void head() {
    Reply reply = send("HEAD", "/authorize");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.header("Content-Length")).as("length of 'GET'").contains("3");
    assertThat(send("HEAD", "/token").status()).isEqualTo(405);
  }

  @Test
  @DisplayName("renders a refusal as JSON for a program and as a page for a person")
  void refusals() {
    Reply json = send("GET", "/refused");
    assertThat(json.status()).isEqualTo(401);
    assertThat(json.text())
        .isEqualTo("{\"error\":\"invalid_client\",\"error_description\":\"Say <who> you are.\"}");
    assertThat(json.header("WWW-Authenticate")).contains("Basic realm=\"x\"");
    assertThat(json.header("Cache-Control")).contains("no-store");

    Reply page = send("GET", "/refused-page");
    assertThat(page.status()).isEqualTo(401);
    assertThat(page.text()).contains("Say &lt;who&gt; you are.", "no_credentials");
    assertThat(page.header("Location")).isEmpty();
  }

  @Test
  @DisplayName("gives every error page a nonce of its own")
  void nonces() {
    assertThat(send("GET", "/refused-page").header("Content-Security-Policy"))
        .isNotEqualTo(send("GET", "/refused-page").header("Content-Security-Policy"));
  }

  @Test
  @DisplayName("answers 503 when the database is down")
  void databaseDown() {
    for (String path : List.of("/database", "/database-page")) {
      Reply reply = send("GET", path);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.text()).contains("temporarily_unavailable");
      assertThat(reply.header("Retry-After")).isPresent();
    }
  }

  @Test
  @DisplayName(
      "answers 500 for a defect, and logs it once, with its stack and without its messages")
  void defect() {
    Logger logger = (Logger) LoggerFactory.getLogger(Router.class);
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    logger.addAppender(logged);
    logger.setAdditive(false);
    try {
      Reply reply = send("GET", "/defect");
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.text()).contains("server_error").doesNotContain("hunter2", "Exception");
      assertThat(send("GET", "/deep").status()).isEqualTo(500);
    } finally {
      logger.detachAppender(logged);
      logger.setAdditive(true);
    }
    assertThat(logged.list).hasSize(2);
    ILoggingEvent event = logged.list.get(0);
    String all =
        event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
    assertThat(all)
        .contains("GET /defect", "IllegalStateException", "IllegalArgumentException", "secretive")
        .doesNotContain("hunter2");
  }

  @Test
  @DisplayName("turns a caller away with 429 and Retry-After before anything is read")
  void throttled() {
    Throttle throttle =
        (request, path) ->
            path.equals("/token") ? Optional.of(Duration.ofMillis(1_500)) : Optional.empty();
    Arrival unreadable =
        new Arrival() {
          @Override
          public String method() {
            return "POST";
          }

          @Override
          public String path() {
            return "/token";
          }

          @Override
          public HostRequest host() {
            return HostRequest.absent();
          }

          @Override
          public Call read() {
            throw new AssertionError("read although turned away");
          }
        };
    Reply reply = router(throttle).dispatch(unreadable);
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.header("Retry-After")).contains("2");
    assertThat(router(throttle).dispatch(Calls.get("/authorize")).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("refuses a table in which two routes claim the same, and patterns it cannot match")
  void badTables() {
    Route token = Route.post("/token", Rendering.JSON, call -> text("x"));
    assertThatThrownBy(() -> new RouteTable(List.of(token, token)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("POST /token");
    for (String pattern : List.of("token", "/a/{b}/{c}", "/a{b}", "/{b", "/a}", "/{b}c")) {
      assertThatThrownBy(() -> Route.get(pattern, Rendering.JSON, call -> text("x")))
          .as(pattern)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @DisplayName("shows its table, in order")
  void visible() {
    RouteTable table =
        new RouteTable(
            List.of(
                Route.getOrPost("/authorize", Rendering.PAGE, call -> text("x")),
                Route.post("/token", Rendering.JSON, call -> text("x"))));
    assertThat(table).hasToString("GET,POST /authorize\nPOST /token");
    assertThat(table.mounts("/token")).isTrue();
    assertThat(table.mounts("/par")).isFalse();
  }

  private Reply send(String method, String path) {
    return router.dispatch(Calls.of(method, path, Map.of()));
  }

  private Reply post(String path, String type) {
    return router.dispatch(Calls.of("POST", path, Map.of("Content-Type", List.of(type))));
  }

  private static Reply text(String text) {
    return Reply.uncached(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Reply refuse() {
    throw OAuthError.of(401, "invalid_client", "no_credentials", "Say <who> you are.")
        .withHeader("WWW-Authenticate", "Basic realm=\"x\"");
  }

  private static Reply fail(RuntimeException failure) {
    throw failure;
  }

  private static RuntimeException wrappedSql() {
    return new IllegalStateException(new java.sql.SQLException("down", "08006"));
  }

  private static RuntimeException secretive() {
    return new IllegalStateException(
        "password=hunter2", new IllegalArgumentException("not a number: hunter2"));
  }

  private static Reply tooDeep(Call call) {
    throw new StackOverflowError(call.path());
  }
}
