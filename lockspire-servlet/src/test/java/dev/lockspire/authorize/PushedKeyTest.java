package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Reply;
import dev.lockspire.senderconstraint.NoncePurpose;
import dev.lockspire.senderconstraint.ProofMaker;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Keys of pushed requests: dpop_jkt and DPoP proofs (RFC 9449 §10.1) [B-25]")
final class PushedKeyTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();
  private static final ProofMaker A = ProofMaker.es256();
  private static final ProofMaker B = ProofMaker.es256();
  private static final String TARGET = AuthorizationFixture.ISSUER.url("/par");

  @BeforeEach
  void signedIn() {
    SERVER.host.signIn("alice", SERVER.now());
  }

  private static ProofMaker.Draft proof(ProofMaker key) {
    return key.proof("POST", TARGET, SERVER.now())
        .nonce(SERVER.proofs.freshNonce(NoncePurpose.AUTHORIZATION_SERVER));
  }

  private static Reply push(AuthorizeUrl request, String proof) {
    return SERVER.pushed(request, Map.of("DPoP", proof));
  }

  private static String keyOfCode(String reference) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.interactionId(browser.get(AuthorizationFixture.referring("c1", reference)));
    return SERVER.codeColumn(SERVER.approve(browser, id, false), "dpop_jkt");
  }

  private static void assertRefused(Reply reply, String error, String reason) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).startsWith("{\"error\":\"" + error + "\"");
    assertThat(SERVER.told.get(SERVER.told.size() - 1).attributes())
        .containsEntry("reason_code", reason);
    assertThat(SERVER.count("pushed_authorization_requests", "true")).isZero();
  }

  @Test
  @DisplayName("a pushed dpop_jkt is on the code")
  void named() {
    String jkt = A.thumbprint();

    assertThat(keyOfCode(SERVER.push(SERVER.request().with("dpop_jkt", jkt)))).isEqualTo(jkt);
    assertThat(keyOfCode(SERVER.push(SERVER.request()))).isNull();
  }

  @Test
  @DisplayName("a DPoP proof at /par has the same effect, with or without the same dpop_jkt")
  void proven() {
    Reply alone = push(SERVER.request(), proof(A).sign());
    assertThat(alone.status()).as(alone.text()).isEqualTo(201);
    assertThat(keyOfCode(AuthorizationFixture.reference(alone))).isEqualTo(A.thumbprint());

    Reply both = push(SERVER.request().with("dpop_jkt", A.thumbprint()), proof(A).sign());
    assertThat(keyOfCode(AuthorizationFixture.reference(both))).isEqualTo(A.thumbprint());
  }

  @Test
  @DisplayName("a proof of another key than dpop_jkt names is invalid_dpop_proof")
  void disagreeing() {
    assertRefused(
        push(SERVER.request().with("dpop_jkt", A.thumbprint()), proof(B).sign()),
        "invalid_dpop_proof",
        "dpop_jkt_mismatch");
  }

  @Test
  @DisplayName("a proof without our nonce is use_dpop_nonce, and the answer carries one")
  void withoutNonce() {
    Reply reply = push(SERVER.request(), A.proof("POST", TARGET, SERVER.now()).sign());

    assertRefused(reply, "use_dpop_nonce", "missing_dpop_nonce");
    String nonce = reply.header("DPoP-Nonce").orElseThrow();
    assertThat(
            push(SERVER.request(), A.proof("POST", TARGET, SERVER.now()).nonce(nonce).sign())
                .status())
        .isEqualTo(201);
  }

  @Test
  @DisplayName("a proof for another endpoint, or that was used before, is invalid_dpop_proof")
  void notForThis() {
    assertRefused(
        push(
            SERVER.request(),
            proof(A).claim("htu", AuthorizationFixture.ISSUER.url("/token")).sign()),
        "invalid_dpop_proof",
        "invalid_htu");
    String once = proof(A).sign();
    String reference = AuthorizationFixture.reference(push(SERVER.request(), once));

    Reply again = push(SERVER.request(), once);
    assertThat(again.text()).startsWith("{\"error\":\"invalid_dpop_proof\"");
    assertThat(SERVER.count("pushed_authorization_requests", "true")).isOne();
    assertThat(keyOfCode(reference)).isEqualTo(A.thumbprint());
  }
}
