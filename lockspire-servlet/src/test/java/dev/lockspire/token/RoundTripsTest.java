package dev.lockspire.token;

import static dev.lockspire.token.TokenServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Reply;
import dev.lockspire.minting.TestClient;
import dev.lockspire.policy.DpopPolicy;
import dev.lockspire.senderconstraint.ProofMaker;
import dev.lockspire.storage.RecordedRoundTrips;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Round trips to the database")
final class RoundTripsTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final RecordedRoundTrips COUNTED = new RecordedRoundTrips(DATABASE);

  private final TokenServer server = new TokenServer(COUNTED.database(), Duration.ofSeconds(10));

  RoundTripsTest() {
    server.register(
        TestClient.named("c")
            .grants("authorization_code", "refresh_token", "client_credentials")
            .build());
  }

  @AfterAll
  static void close() {
    COUNTED.close();
    DATABASE.close();
  }

  @Test
  @DisplayName("client credentials: 1")
  void clientCredentials() {
    COUNTED.taken();

    assertThat(server.own("c").status()).isEqualTo(200);
    assertThat(COUNTED.taken()).hasSize(1);
  }

  @Test
  @DisplayName("an assertion and a DPoP proof are used up together: one more than without, 2")
  void clientCredentialsWithKeys() {
    String proof = server.proof(ProofMaker.es256()).sign();
    COUNTED.taken();

    assertThat(server.with(proof).own("c", "assertion_id", "jti-1").status()).isEqualTo(200);
    assertThat(COUNTED.taken()).hasSize(2);
  }

  @Test
  @DisplayName("a DPoP proof adds one to code redemption and refresh: 3")
  void provenCodeAndRefresh() {
    ProofMaker key = ProofMaker.es256();
    server.policy = server.policy.withDpopPolicy(DpopPolicy.DPOP);
    String code = server.code().store();
    String proof = server.proof(key).sign();
    COUNTED.taken();

    Reply redeemed = server.with(proof).redeem("c", code);
    assertThat(redeemed.status()).isEqualTo(200);
    assertThat(COUNTED.taken()).hasSize(3);

    String again = server.proof(key).sign();
    assertThat(server.with(again).refresh("c", text(redeemed, "refresh_token")).status())
        .isEqualTo(200);
    assertThat(COUNTED.taken()).hasSize(3);
  }

  @Test
  @DisplayName("code redemption: 2; refresh: 2")
  void codeAndRefresh() {
    String code = server.code().store();
    COUNTED.taken();

    Reply redeemed = server.redeem("c", code);
    assertThat(redeemed.status()).isEqualTo(200);
    assertThat(COUNTED.taken()).hasSize(2);

    assertThat(server.refresh("c", text(redeemed, "refresh_token")).status()).isEqualTo(200);
    assertThat(COUNTED.taken()).hasSize(2);
  }
}
