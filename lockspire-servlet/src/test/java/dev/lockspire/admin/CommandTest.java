package dev.lockspire.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockspire.audit.Actor;
import dev.lockspire.policy.DpopPolicy;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.policy.TokenFormat;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every command of an operator")
class CommandTest {
  private static final AdminFixture FIXTURE = new AdminFixture();
  private static final Confirmation MISSING = Confirmation.missing();

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
  }

  /** What takes no confirmation. */
  private static List<Function<Actor, AdminResult<?>>> plain() {
    LockspireAdmin admin = FIXTURE.admin;
    ClientLifetimes lifetimes =
        new ClientLifetimes(Optional.empty(), Optional.empty(), Optional.empty());
    ServerPolicy policy = ServerPolicy.defaults();
    return List.of(
        a -> admin.clients().create(AdminFixture.webApp(), a),
        a -> admin.clients().update("app", 0, Map.of(), a),
        a -> admin.clients().replaceRedirectUris("app", 0, List.of(), a),
        a -> admin.clients().replacePostLogoutRedirectUris("app", 0, List.of(), a),
        a -> admin.clients().replaceScopes("app", 0, List.of(), a),
        a -> admin.clients().replaceLifetimes("app", 0, lifetimes, a),
        a -> admin.keys().generate(SigningAlgorithm.ES256, 0, a),
        a -> admin.policy().putPar(ParPolicy.REQUIRED, a),
        a -> admin.policy().putDpop(DpopPolicy.DPOP, a),
        a -> admin.policy().putSecurityProfile(SecurityProfile.NONE, a),
        a -> admin.policy().putAccessTokenFormat(TokenFormat.OPAQUE, a),
        a -> admin.policy().putMaxDelegationDepth(1, a),
        a -> admin.policy().putRegistration(policy.registration(), a),
        a -> admin.policy().put("{}", a),
        a -> admin.policy().exportImpact(policy, ExportFormat.CSV, new StringWriter(), a),
        a -> admin.clients().export(ClientFilter.all(), ExportFormat.CSV, new StringWriter(), a),
        a -> admin.tokens().export(TokenFilter.all(), ExportFormat.CSV, new StringWriter(), a),
        a -> admin.consents().export(ConsentFilter.all(), ExportFormat.CSV, new StringWriter(), a),
        a ->
            admin
                .interactions()
                .export(InteractionFilter.all(), ExportFormat.CSV, new StringWriter(), a),
        a -> admin.refusals().export(RefusalFilter.all(), ExportFormat.CSV, new StringWriter(), a),
        a -> admin.audit().export(AuditFilter.all(), ExportFormat.CSV, new StringWriter(), a));
  }

  /** What cannot be undone, or touches traffic. */
  private static List<Function<Actor, AdminResult<?>>> confirmed() {
    LockspireAdmin admin = FIXTURE.admin;
    return List.of(
        a -> admin.clients().rotateSecret("app", Duration.ZERO, MISSING, a),
        a -> admin.clients().endOverlap("app", MISSING, a),
        a -> admin.clients().disable("app", MISSING, a),
        a -> admin.clients().enable("app", MISSING, a),
        a -> admin.keys().publish("kid", MISSING, a),
        a -> admin.keys().activate("kid", true, MISSING, a),
        a -> admin.keys().retire("kid", true, MISSING, a),
        a -> admin.keys().retireCompromised("kid", true, MISSING, a),
        a -> admin.consents().revoke(1, true, MISSING, a),
        a -> admin.tokens().revoke(1, MISSING, a),
        a -> admin.tokens().revokeFamily(1, MISSING, a),
        a -> admin.tokens().revokeAll(new TokenOwner.Session("sid"), MISSING, a));
  }

  @Test
  @DisplayName("is refused without an actor, and by an actor without an id")
  void needsAnActor() {
    Actor anonymous = new Actor(Actor.Type.OPERATOR, " ", null);
    for (List<Function<Actor, AdminResult<?>>> commands : List.of(plain(), confirmed())) {
      for (Function<Actor, AdminResult<?>> command : commands) {
        assertThatIllegalArgumentException().isThrownBy(() -> command.apply(null));
        assertThatIllegalArgumentException().isThrownBy(() -> command.apply(anonymous));
      }
    }
    assertThat(FIXTURE.evidence()).isEmpty();
    assertThat(FIXTURE.admin.policy().current()).isEqualTo(ServerPolicy.defaults());
  }

  @Test
  @DisplayName("knows its kinds of actors by their words and takes no others")
  void actorTypes() {
    assertThat(Actor.of("host_app", "billing", null).type()).isEqualTo(Actor.Type.HOST_APP);
    assertThatIllegalArgumentException().isThrownBy(() -> Actor.of(null, "olga", null));
    assertThatIllegalArgumentException().isThrownBy(() -> Actor.of(" ", "olga", null));
    assertThatIllegalArgumentException().isThrownBy(() -> Actor.of("root", "olga", null));
    assertThatIllegalArgumentException().isThrownBy(() -> new Actor(null, "olga", null));
  }

  @Test
  @DisplayName("that touches traffic changes nothing unless the exact object is confirmed")
  void needsConfirmation() {
    for (Function<Actor, AdminResult<?>> command : confirmed()) {
      assertThat(AdminFixture.errors(command.apply(AdminFixture.OLGA)))
          .containsExactly("confirm: not_confirmed");
    }
    assertThat(
            AdminFixture.errors(
                FIXTURE
                    .admin
                    .clients()
                    .disable("app", Confirmation.of("another"), AdminFixture.OLGA)))
        .containsExactly("confirm: not_confirmed");
    assertThat(FIXTURE.evidence()).isEmpty();
  }

  @Test
  @DisplayName("that cannot write its evidence changes nothing and says that it failed")
  void evidenceOrNothing() {
    String clientId = FIXTURE.client().clientId();
    FIXTURE.breakEvidence();
    assertThat(
            FIXTURE.admin.clients().disable(clientId, Confirmation.of(clientId), AdminFixture.OLGA))
        .isInstanceOf(AdminResult.Failed.class);
    assertThat(FIXTURE.admin.policy().putPar(ParPolicy.REQUIRED, AdminFixture.OLGA))
        .isInstanceOf(AdminResult.Failed.class);
    assertThat(FIXTURE.admin.keys().generate(SigningAlgorithm.ES256, 0, AdminFixture.OLGA))
        .isInstanceOf(AdminResult.Failed.class);
    FIXTURE.mendEvidence();

    assertThat(FIXTURE.admin.clients().find(clientId).orElseThrow().active()).isTrue();
    assertThat(FIXTURE.admin.policy().current().parPolicy()).isEqualTo(ParPolicy.OPTIONAL);
    assertThat(FIXTURE.admin.keys().list()).isEmpty();
  }
}
