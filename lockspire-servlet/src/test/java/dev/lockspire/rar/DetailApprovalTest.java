package dev.lockspire.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.client.Client;
import dev.lockspire.host.AuthorizationDetailsContext;
import dev.lockspire.host.AuthorizationDetailsContext.Stage;
import dev.lockspire.host.DetailValidators;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.minting.TestClient;
import dev.lockspire.policy.ServerPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Approval of authorization details")
final class DetailApprovalTest {
  private static final AuthorizationDetailsContext CONTEXT =
      new AuthorizationDetailsContext(
          Stage.REQUEST, "c", List.of("openid"), List.of(), Optional.empty());
  private static final DetailValidators PAYMENTS =
      new DetailValidators(List.of(new TestValidators.Payments()));

  @Test
  @DisplayName("Types are derived from the validators when none are listed [B-02]")
  void derivedTypes() {
    assertThat(new DetailApproval(PAYMENTS, List.of(), false).types())
        .containsExactly("payment_initiation");
    assertThat(DetailApproval.ofNothing().types()).isEmpty();
  }

  @Test
  @DisplayName("A listed type without a validator is an error at start [B-02]")
  void listedWithoutValidator() {
    assertThatThrownBy(
            () -> new DetailApproval(PAYMENTS, List.of("payment_initiation", "account"), true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("lockspire.rar.types names account");
  }

  @Test
  @DisplayName("Two validators for one type, or one for none, are an error at start")
  void ambiguous() {
    assertThatThrownBy(
            () ->
                new DetailValidators(
                    List.of(new TestValidators.Payments(), new TestValidators.Payments())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("payment_initiation");
  }

  @Test
  @DisplayName("RAR validators: an unknown type is an error, also with no validators [B-53]")
  void withoutValidators() {
    AuthorizationDetails asked = AuthorizationDetails.of(List.of(Map.of("type", "anything")));

    assertThatThrownBy(() -> DetailApproval.ofNothing().requireAllowed(client("anything"), asked))
        .isInstanceOf(OAuthError.class)
        .hasMessage("invalid_authorization_details/invalid_authorization_details");
  }

  @Test
  @DisplayName(
      "Development switch [B-53]: any type is taken as it comes, if the client registered it")
  void anyType() {
    DetailApproval approval = new DetailApproval(PAYMENTS, List.of(), true);
    AuthorizationDetails asked =
        AuthorizationDetails.of(List.of(Map.of("type", "anything", "a", 1)));

    approval.requireAllowed(client("anything"), asked);
    assertThat(approval.validated(asked, CONTEXT)).isEqualTo(asked);
    assertThat(approval.mayBeRemembered(asked)).isFalse();
    assertThat(approval.types()).containsExactly("payment_initiation");
    assertThatThrownBy(() -> approval.requireAllowed(client("other"), asked))
        .isInstanceOf(OAuthError.class);
    assertThatThrownBy(
            () ->
                approval.narrowed(
                    asked, AuthorizationDetails.of(List.of(Map.of("type", "anything"))), CONTEXT))
        .isInstanceOf(OAuthError.class)
        .hasMessageContaining("authorization_details_exceed_grant");
  }

  @Test
  @DisplayName("Validators are idempotent: what one answers is answered again as it is")
  void idempotent() {
    DetailApproval approval = new DetailApproval(PAYMENTS, List.of(), false);
    AuthorizationDetails once =
        approval.validated(
            AuthorizationDetails.of(
                List.of(Map.of("type", "payment_initiation", "amount", 1.5, "currency", "eur"))),
            CONTEXT);

    assertThat(approval.validated(once, CONTEXT)).isEqualTo(once);
    assertThat(once.toJson()).contains("\"EUR\"");
  }

  @Test
  @DisplayName(
      "Discovery truth: authorization_details_types_supported lists the types; no types, no key")
  void metadata() {
    assertThat(members(new DetailApproval(PAYMENTS, List.of(), false)))
        .containsEntry("authorization_details_types_supported", Set.of("payment_initiation"));
    assertThat(members(DetailApproval.ofNothing()))
        .doesNotContainKey("authorization_details_types_supported");
  }

  private static Map<String, Object> members(DetailApproval approval) {
    ServerMetadata document =
        new ServerMetadata(
            Issuer.of("https://as.example/lockspire"), ServerPolicy.defaults(), Set.of());
    new DetailTypesMetadata(approval).contribute(document);
    return document.members();
  }

  private static Client client(String type) {
    return TestClient.named("c").extra("authorization_details_types", List.of(type)).build();
  }
}
