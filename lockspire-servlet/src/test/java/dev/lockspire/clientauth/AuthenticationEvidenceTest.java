package dev.lockspire.clientauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.SecurityProfile;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("Evidence of client authentication")
final class AuthenticationEvidenceTest {
  private static final AssertionFixture FIXTURE = new AssertionFixture();
  private static final ClientKey STRANGER = ClientKey.es256("j");

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
  }

  private static String row(String action, String reason, String client, String method) {
    return action
        + " denied "
        + reason
        + " client "
        + client
        + " client_authentication "
        + client
        + " {\"auth_method\": \""
        + method
        + "\"}";
  }

  private static String failed(String reason) {
    return row("client_auth_failed", reason, "J", "private_key_jwt");
  }

  @Test
  @DisplayName("rows for signature, audience, issuer and subject mismatches, none for the rest")
  void mismatches() {
    FIXTURE.refused("client_assertion_signature_invalid", FIXTURE.byJ().signedBy(STRANGER));
    FIXTURE.refused("client_assertion_audience_invalid", FIXTURE.byJ().claim("aud", "x"));
    FIXTURE.refused("client_assertion_issuer_invalid", FIXTURE.byJ().claim("iss", "x"));
    FIXTURE.refused("client_assertion_subject_invalid", FIXTURE.byJ().claim("sub", 1));
    FIXTURE.refused("client_assertion_jti_missing", FIXTURE.byJ().without("jti"));
    FIXTURE.refused("client_assertion_expired", FIXTURE.byJ().at("iat", -80).at("exp", -50));
    FIXTURE.refused("client_assertion_audience_missing", FIXTURE.byJ().without("aud"));
    FIXTURE.refused("client_assertion_algorithm_not_allowed", FIXTURE.byJ().alg("none"));
    FIXTURE.accepted(FIXTURE.byJ());

    assertThat(FIXTURE.audit())
        .containsExactly(
            failed("client_assertion_signature_invalid"),
            failed("client_assertion_audience_invalid"),
            failed("client_assertion_issuer_invalid"),
            failed("client_assertion_subject_invalid"));
    assertThat(FIXTURE.clients.told)
        .hasSize(9)
        .contains("client_auth.failed client_assertion_jti_missing", "client_auth.success ");
  }

  @Test
  @DisplayName("for a client that signs with its secret also algorithm and method mismatches")
  void hmacMismatches() {
    FIXTURE.refused("client_assertion_algorithm_not_allowed", FIXTURE.byH().alg("HS512"));
    FIXTURE.refused(
        "auth_method_not_allowed_here", FIXTURE.byH().call(), ProtocolSurface.PUSHED_AUTHORIZATION);
    FIXTURE.profile(SecurityProfile.FAPI_2_0_SECURITY);
    FIXTURE.refused("client_assertion_auth_method_not_allowed", FIXTURE.byH());

    assertThat(FIXTURE.audit())
        .containsExactly(
            hmac("client_assertion_algorithm_not_allowed"),
            hmac("auth_method_not_allowed_here"),
            hmac("client_assertion_auth_method_not_allowed"));
  }

  private static String hmac(String reason) {
    return row("client_auth_failed", reason, "H", "client_secret_jwt");
  }

  @Test
  @DisplayName("35 Assertion replay writes client_assertion_replayed and tells of replay_detected")
  void replay() {
    AssertionMaker once = FIXTURE.byJ();
    FIXTURE.accepted(once);
    FIXTURE.clients.told.clear();

    FIXTURE.refused("client_assertion_replayed", once);

    assertThat(FIXTURE.clients.told)
        .containsExactly("client_auth.replay_detected client_assertion_replayed");
    assertThat(FIXTURE.audit())
        .containsExactly(
            row("client_assertion_replayed", "client_assertion_replayed", "J", "private_key_jwt"));
  }

  @Test
  @DisplayName("at most one row per client and reason per 10 s, with a suppressed counter")
  void paced() {
    for (int i = 0; i < 4; i++) {
      FIXTURE.refused("client_assertion_signature_invalid", FIXTURE.byJ().signedBy(STRANGER));
    }
    assertThat(FIXTURE.audit()).hasSize(1);
    FIXTURE.clients.advance(Duration.ofSeconds(10));
    FIXTURE.refused("client_assertion_signature_invalid", FIXTURE.byJ().signedBy(STRANGER));

    assertThat(FIXTURE.audit()).hasSize(2);
    assertThat(FIXTURE.audit().get(1)).contains("\"suppressed\": 3");
  }

  @Test
  @DisplayName("nothing of an unknown caller's text, whatever it calls itself")
  void unknownCaller() {
    FIXTURE.refused("invalid_client", FIXTURE.by("it's me\n", STRANGER));
    FIXTURE.refused("invalid_client", FIXTURE.by("nobody", STRANGER));

    assertThat(FIXTURE.audit()).isEmpty();
  }

  @Test
  @DisplayName("that cannot be written makes no 500 of a 401 and lets nobody in")
  void auditFails() {
    AssertionMaker once = FIXTURE.byJ();
    FIXTURE.accepted(once);
    FIXTURE.clients.test.execute("ALTER TABLE {audit_events} RENAME TO hidden_events");
    try {
      FIXTURE.refused("client_assertion_replayed", once);
      FIXTURE.refused("client_assertion_signature_invalid", FIXTURE.byJ().signedBy(STRANGER));
      FIXTURE.parts.audit.flush();
    } finally {
      FIXTURE.clients.test.execute(
          "ALTER TABLE lockspire.hidden_events RENAME TO lockspire_audit_events");
    }
    assertThat(FIXTURE.audit()).isEmpty();
  }

  @Test
  @DisplayName("128 Redaction: no assertion and no jti in logs, telemetry, audit or errors")
  void redaction() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    String jti = "jti-" + "z".repeat(40);
    AssertionMaker good = FIXTURE.byJ().claim("jti", jti);
    AssertionMaker bad = FIXTURE.byJ().claim("jti", jti).claim("aud", "x");
    StringBuilder seen = new StringBuilder();
    try {
      root.info("listening");
      FIXTURE.accepted(good);
      for (AssertionMaker refused : new AssertionMaker[] {good, bad}) {
        OAuthError error = catchThrowableOfType(OAuthError.class, () -> FIXTURE.accepted(refused));
        seen.append(error).append(error.compared()).append(error.description());
      }
      seen.append(FIXTURE.audit());
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }
    log.list.forEach(event -> seen.append(event.getFormattedMessage()).append('\n'));
    seen.append(FIXTURE.clients.told);

    assertThat(seen.toString())
        .contains("listening")
        .doesNotContain(jti, payload(good.jwt()), payload(bad.jwt()));
  }

  private static String payload(String jwt) {
    return jwt.substring(jwt.indexOf('.') + 1, jwt.lastIndexOf('.'));
  }
}
