package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lockspire.http.Reply;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.storage.StorageFailure;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

@DisplayName("When the host or the storage fails")
final class FailureTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger().detachAppender(log);
  }

  @Test
  @DisplayName(
      "host seam throws on /authorize: server_error redirect with state and iss, logged, nothing leaks [B-20]")
  void seamThrowsOnAuthorize() {
    SERVER.host.fail(new IllegalStateException("password of the directory is hunter2"));

    Reply reply = SERVER.browser().get(SERVER.request().toString());

    assertThat(Answer.query(reply).value("error")).contains("server_error");
    assertThat(Answer.query(reply).value("state")).contains("xyz");
    assertThat(Answer.query(reply).value("iss")).contains("https://as.example/lockspire");
    assertThat(Answer.location(reply)).doesNotContain("hunter2", "IllegalState");
    assertThat(log.list)
        .anySatisfy(
            event -> {
              assertThat(event.getFormattedMessage()).contains("resolveCurrentAccount");
              assertThat(event.getThrowableProxy().getMessage()).contains("hunter2");
            });
    assertThat(SERVER.count("interactions", "true")).isZero();
  }

  @Test
  @DisplayName(
      "host seam throws on resume, consent and completion: 500 page, nothing leaks, nothing changes")
  void seamThrowsLater() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    String form = "decision=approve&csrf_token=" + SERVER.formToken(browser, id);
    SERVER.host.fail(new IllegalStateException("hunter2"));

    for (Reply reply :
        List.of(
            browser.get("/interactions/" + id),
            browser.get("/consent/" + id),
            browser.post(AuthorizationFixture.completePath(id), form))) {
      assertThat(reply.status()).isEqualTo(500);
      assertThat(Answer.reason(reply)).isEqualTo("account_resolution_failed");
      assertThat(reply.text()).doesNotContain("hunter2");
      assertThat(reply.header("Location")).isEmpty();
    }
    SERVER.host.fail(null);
    assertThat(
            Answer.query(browser.post(AuthorizationFixture.completePath(id), form)).value("code"))
        .isPresent();
  }

  @Test
  @DisplayName(
      "host login page that is not local fails closed: server_error redirect, no interaction")
  void loginPageElsewhere() {
    SERVER.host.loginPage = null;

    Reply reply = SERVER.browser().get(SERVER.request().toString());

    assertThat(Answer.query(reply).value("error")).contains("server_error");
    assertThat(SERVER.count("interactions", "true")).isZero();
  }

  @Test
  @DisplayName("a host consent page that cannot be drawn: 500 page, interaction still pending")
  void consentViewThrows() {
    TestBrowser browser = SERVER.browserOfHostWithOwnLook();
    String id = SERVER.pendingConsent(browser, SERVER.request());

    Reply reply = browser.get("/consent/" + id);

    assertThat(reply.status()).isEqualTo(500);
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
  }

  @Test
  @DisplayName(
      "storage fails on /authorize: temporarily_unavailable in the negotiated mode [B-20] [B-37]")
  void storageFails() {
    SERVER.database().execute("ALTER TABLE {interactions} RENAME TO interactions_away");
    try {
      Reply reply =
          SERVER.browser().get(SERVER.request().with("response_mode", "fragment").toString());

      assertThat(Answer.fragment(reply).value("error")).contains("temporarily_unavailable");
      assertThat(Answer.fragment(reply).value("state")).contains("xyz");
      assertThat(Answer.fragment(reply).value("iss")).contains("https://as.example/lockspire");
    } finally {
      SERVER
          .database()
          .execute("ALTER TABLE lockspire.interactions_away RENAME TO lockspire_interactions");
    }
  }

  @Test
  @DisplayName("storage fails on resume, consent and completion: 503 page, no redirect")
  void storageFailsLater() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    String form = "decision=approve&csrf_token=" + SERVER.formToken(browser, id);
    SERVER.database().execute("ALTER TABLE {interactions} RENAME TO interactions_away");
    try {
      for (Reply reply :
          List.of(
              browser.get("/interactions/" + id),
              browser.get("/consent/" + id),
              browser.post(AuthorizationFixture.completePath(id), form))) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Location")).isEmpty();
      }
    } finally {
      SERVER
          .database()
          .execute("ALTER TABLE lockspire.interactions_away RENAME TO lockspire_interactions");
    }
  }

  @Test
  @DisplayName("policy store fails while approving: 503 page, no code, interaction still pending")
  void policyFailsWhileApproving() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    String form = "decision=approve&csrf_token=" + SERVER.formToken(browser, id);
    SERVER.policy(
        () -> {
          throw new StorageFailure("down", null);
        });

    Reply reply = browser.post(AuthorizationFixture.completePath(id), form);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(SERVER.codes()).isZero();
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
    SERVER.policy(ServerPolicy::defaults);
    assertThat(
            Answer.query(browser.post(AuthorizationFixture.completePath(id), form)).value("code"))
        .isPresent();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("dev.lockspire.authorize");
  }
}
