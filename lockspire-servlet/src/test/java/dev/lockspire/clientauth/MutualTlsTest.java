package dev.lockspire.clientauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientFixture;
import dev.lockspire.config.CertificateSource;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.crypto.TestCertificate;
import dev.lockspire.host.HostRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.ErrorReply;
import dev.lockspire.http.Headers;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.remotejwks.KeyAttempt;
import dev.lockspire.remotejwks.KeysUnavailable;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Client authentication by certificate")
final class MutualTlsTest {
  private static final ClientFixture FIXTURE = new ClientFixture();
  private static final String DN = "CN=m.example,O=Test Org,C=US";
  private static final TestCertificate AUTHORITY =
      TestCertificate.of("CN=Authority").authority().issue();
  private static final TestCertificate M =
      TestCertificate.of(DN).issuedBy(AUTHORITY).dns("m.example").forClients().issue();
  private static final TestCertificate OTHER =
      TestCertificate.of("CN=other.example").issuedBy(AUTHORITY).dns("other.example").issue();
  private static final TestCertificate SELF_SIGNED = TestCertificate.selfSigned("CN=whoever");
  private static final TestCertificate OTHER_KEY = TestCertificate.selfSigned("CN=whoever");

  private final RemoteKeys remote = new RemoteKeys();
  private final ClientAuthenticator authenticator = authenticator(Optional.empty());

  @BeforeAll
  static void register() {
    FIXTURE.create(
        "client_id", "by-dn",
        "token_endpoint_auth_method", "tls_client_auth",
        "tls_client_auth_subject_dn", DN);
    FIXTURE.create(
        "client_id", "by-dns",
        "token_endpoint_auth_method", "tls_client_auth",
        "tls_client_auth_san_dns", "m.example");
    FIXTURE.create(
        "client_id", "own-key",
        "token_endpoint_auth_method", "self_signed_tls_client_auth",
        "jwks", keySet(ec(SELF_SIGNED)));
    FIXTURE.create(
        "client_id", "remote-key",
        "token_endpoint_auth_method", "self_signed_tls_client_auth",
        "jwks_uri", "https://client.example/jwks");
    FIXTURE.create("client_id", "public", "token_endpoint_auth_method", "none");
  }

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.told.clear();
    FIXTURE.policy = ServerPolicy.defaults();
  }

  private ClientAuthenticator authenticator(Optional<TestCertificate> anchor) {
    return authenticator(
        new MtlsConfig(
            Optional.of(new CertificateSource.Connection()),
            false,
            Optional.empty(),
            anchor.map(ca -> List.of(ca.certificate()))));
  }

  private ClientAuthenticator authenticator(MtlsConfig config) {
    return new TestAuthenticator(FIXTURE, FIXTURE.test.database(), RuleTrace.OFF)
        .with(new TlsClientAuth(config, FIXTURE.clock, RuleTrace.OFF))
        .with(new SelfSignedTlsClientAuth(config, remote::of, FIXTURE.clock, RuleTrace.OFF))
        .build();
  }

  private static Map<String, Object> keySet(JWK... keys) {
    return new JWKSet(List.of(keys)).toJSONObject();
  }

  private static JWK ec(TestCertificate certificate) {
    return ecBuilder(certificate).build();
  }

  private static ECKey.Builder ecBuilder(TestCertificate certificate) {
    return new ECKey.Builder(Curve.P_256, (ECPublicKey) certificate.keys().getPublic());
  }

  /** Keys as they are seen by one attempt, with a second look that can find others, or fail. */
  private static final class RemoteKeys {
    private final Map<String, List<JWK>> first = new HashMap<>();
    private final Map<String, List<JWK>> second = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private boolean secondFails;

    KeyAttempt of(Client client) {
      List<JWK> inline = client.jwks().map(RemoteKeys::parsed).orElse(null);
      return new KeyAttempt() {
        private List<JWK> keys = inline != null ? inline : first.get(client.clientId());

        @Override
        public List<JWK> keys() {
          if (keys == null) {
            throw new KeysUnavailable("client_jwks_fetch_failed");
          }
          return keys;
        }

        @Override
        public boolean refresh() {
          told.add("refresh");
          if (inline != null) {
            return false;
          }
          if (secondFails) {
            throw new KeysUnavailable("client_jwks_fetch_failed");
          }
          keys = second.getOrDefault(client.clientId(), keys);
          return true;
        }

        @Override
        public void succeeded() {
          told.add("succeeded");
        }

        @Override
        public void failed(KeyProblem problem, boolean kidPresent) {
          told.add("failed " + problem + " " + kidPresent);
        }
      };
    }

    private static List<JWK> parsed(Map<String, Object> jwks) {
      try {
        return JWKSet.parse(jwks).getKeys();
      } catch (ParseException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Call call(String clientId, TestCertificate... chain) {
    return call(Map.of("client_id", clientId), Headers.none(), chain);
  }

  private static Call call(Map<String, String> form, Headers headers, TestCertificate... chain) {
    List<X509Certificate> certificates =
        Arrays.stream(chain).map(TestCertificate::certificate).toList();
    return new Call(
        "POST",
        "/token",
        Parameters.none(),
        Parameters.of(form),
        headers,
        Map.of(),
        certificates,
        "192.0.2.1",
        Issuer.of("https://op.example/lockspire"),
        HostRequest.absent());
  }

  private void assertAccepted(ClientAuthenticator by, String clientId, TestCertificate... chain) {
    for (ProtocolSurface surface : ProtocolSurface.values()) {
      assertThat(by.authenticate(call(clientId, chain), surface).clientId()).isEqualTo(clientId);
    }
  }

  private OAuthError refusal(ClientAuthenticator by, Call call) {
    OAuthError error =
        catchThrowableOfType(OAuthError.class, () -> by.authenticate(call, ProtocolSurface.TOKEN));
    assertThat(error).isNotNull();
    return error;
  }

  private void assertRefused(
      ClientAuthenticator by, String reason, String clientId, TestCertificate... chain) {
    OAuthError error = refusal(by, call(clientId, chain));
    assertThat(error.reason()).isEqualTo(reason);
    assertThat(error.status()).isEqualTo(401);
    assertThat(error.error()).isEqualTo("invalid_client");
    assertThat(FIXTURE.told).contains("client_auth.failed " + reason);
  }

  @Test
  @DisplayName(
      "48 mTLS at /token (B), and on every other surface: M with DN/SAN match -> OK; wrong SAN ->"
          + " 401; no cert -> 401")
  void tlsClientAuth() {
    assertAccepted(authenticator, "by-dn", M);
    assertAccepted(authenticator, "by-dns", M, AUTHORITY);

    assertRefused(authenticator, "certificate_attribute_mismatch", "by-dns", OTHER);
    assertRefused(authenticator, "certificate_attribute_mismatch", "by-dn", OTHER);
    assertRefused(authenticator, "certificate_attribute_mismatch", "by-dn", OTHER, M);
    assertRefused(authenticator, "missing_certificate", "by-dn");
    assertRefused(authenticator, "missing_certificate", "own-key");
  }

  @Test
  @DisplayName("48 mTLS at /token (B): what M gets is bound to its certificate")
  void bindsToCertificate() {
    for (String id : List.of("by-dn", "own-key")) {
      assertThat(FIXTURE.find(id).orElseThrow().bindsToCertificate()).isTrue();
    }
    assertThat(FIXTURE.find("public").orElseThrow().bindsToCertificate()).isFalse();
  }

  @Test
  @DisplayName("checks that the certificate is neither too young nor too old: 401")
  void validity() {
    Instant now = FIXTURE.now;
    TestCertificate young =
        TestCertificate.of(DN).valid(now.plusSeconds(1), now.plusSeconds(60)).issue();
    TestCertificate old =
        TestCertificate.of(DN).valid(now.minusSeconds(60), now.minusSeconds(1)).issue();
    TestCertificate oldKey =
        TestCertificate.of("CN=whoever")
            .keys(SELF_SIGNED.keys())
            .valid(now.minusSeconds(60), now.minusSeconds(1))
            .issue();

    assertRefused(authenticator, "invalid_certificate", "by-dn", young);
    assertRefused(authenticator, "invalid_certificate", "by-dn", old);
    assertRefused(authenticator, "invalid_certificate", "own-key", oldKey);
  }

  @Test
  @DisplayName("[B-80] believes no key of less than RSA 2048 or EC 224 bits: 401")
  void weakKeys() {
    assertRefused(authenticator, "weak_certificate_key", "by-dn", certified(rsa(1024)));
    assertRefused(authenticator, "weak_certificate_key", "by-dn", certified(rsa(2047)));
    for (KeyPair strong :
        List.of(rsa(2048), TestCertificate.keys("secp384r1"), TestCertificate.keys("Ed25519"))) {
      assertAccepted(authenticator, "by-dn", certified(strong));
    }
  }

  private static TestCertificate certified(KeyPair keys) {
    return TestCertificate.of(DN).keys(keys).issuedBy(AUTHORITY).issue();
  }

  private static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("leaves the chain to whoever ends the TLS connection, unless anchors are configured")
  void chain() {
    TestCertificate forged = TestCertificate.selfSigned(DN);
    TestCertificate impostor = TestCertificate.of("CN=Authority").authority().issue();
    TestCertificate byImpostor = TestCertificate.of(DN).issuedBy(impostor).issue();
    assertAccepted(authenticator, "by-dn", forged);

    ClientAuthenticator anchored = authenticator(Optional.of(AUTHORITY));
    assertAccepted(anchored, "by-dn", M);
    assertAccepted(anchored, "by-dn", M, AUTHORITY);
    assertAccepted(anchored, "by-dn", M, OTHER);
    assertRefused(anchored, "invalid_certificate", "by-dn", forged);
    assertRefused(anchored, "invalid_certificate", "by-dn", byImpostor);
    assertRefused(anchored, "invalid_certificate", "by-dn", byImpostor, impostor);
    assertRefused(anchored, "invalid_certificate", "by-dn", forged, M, AUTHORITY);
    assertAccepted(anchored, "own-key", SELF_SIGNED);
  }

  @Test
  @DisplayName("follows the chain through authorities in between, and through nobody else")
  void intermediate() {
    ClientAuthenticator anchored = authenticator(Optional.of(AUTHORITY));
    TestCertificate between =
        TestCertificate.of("CN=Between").issuedBy(AUTHORITY).authority().issue();
    TestCertificate below = TestCertificate.of(DN).issuedBy(between).issue();
    TestCertificate belowClient = TestCertificate.of(DN).issuedBy(OTHER).issue();

    assertAccepted(anchored, "by-dn", below, between);
    assertAccepted(anchored, "by-dn", below, between, AUTHORITY);
    assertRefused(anchored, "invalid_certificate", "by-dn", below);
    assertRefused(anchored, "invalid_certificate", "by-dn", belowClient, OTHER);
  }

  @Test
  @DisplayName("does not take a server's certificate of the same authority for a client's")
  void serverCertificate() {
    ClientAuthenticator anchored = authenticator(Optional.of(AUTHORITY));
    TestCertificate server = TestCertificate.of(DN).issuedBy(AUTHORITY).forServers().issue();

    assertRefused(anchored, "invalid_certificate", "by-dn", server);
  }

  @Test
  @DisplayName("49 Self-signed mTLS: key in jwks -> OK; other key -> 401; via jwks_uri -> OK")
  void selfSigned() {
    assertAccepted(authenticator, "own-key", SELF_SIGNED);
    assertRefused(authenticator, "no_matching_key", "own-key", OTHER_KEY);

    remote.first.put("remote-key", List.of(ec(SELF_SIGNED)));
    assertAccepted(authenticator, "remote-key", SELF_SIGNED);
    assertThat(remote.told).doesNotContain("failed SIGNATURE_INVALID false");
  }

  @Test
  @DisplayName("49 Self-signed mTLS: another certificate of the same key is the same client")
  void renewed() {
    TestCertificate renewed = TestCertificate.of("CN=renewed").keys(SELF_SIGNED.keys()).issue();

    assertAccepted(authenticator, "own-key", renewed);
  }

  @Test
  @DisplayName("49 Self-signed mTLS with jwks_uri looks once more, and no oftener, for a new key")
  void secondLook() {
    remote.first.put("remote-key", List.of(ec(OTHER_KEY)));
    remote.second.put("remote-key", List.of(ec(SELF_SIGNED)));
    authenticator.authenticate(call("remote-key", SELF_SIGNED), ProtocolSurface.TOKEN);
    assertThat(remote.told).containsExactly("refresh", "succeeded");

    remote.told.clear();
    remote.second.clear();
    assertRefused(authenticator, "no_matching_key", "remote-key", SELF_SIGNED);
    assertThat(remote.told).containsExactly("refresh", "failed KEY_UNAVAILABLE false");

    remote.secondFails = true;
    assertRefused(authenticator, "client_jwks_fetch_failed", "remote-key", SELF_SIGNED);
    remote.first.clear();
    assertRefused(authenticator, "client_jwks_fetch_failed", "remote-key", SELF_SIGNED);
  }

  @Test
  @DisplayName("49 Self-signed mTLS: accepts x5c match, and keys of every kind that a JWK spells")
  void keysOfEveryKind() {
    KeyPair rsa = TestCertificate.keys("RSA");
    KeyPair ed = TestCertificate.keys("Ed25519");
    KeyPair p521 = TestCertificate.keys("secp521r1");
    byte[] spki = ed.getPublic().getEncoded();
    Map<TestCertificate, JWK> known =
        Map.of(
            TestCertificate.of("CN=rsa").keys(rsa).issue(),
            new RSAKey.Builder((RSAPublicKey) rsa.getPublic()).build(),
            TestCertificate.of("CN=ed").keys(ed).issue(),
            new OctetKeyPair.Builder(
                    Curve.Ed25519,
                    Base64URL.encode(Arrays.copyOfRange(spki, spki.length - 32, spki.length)))
                .build(),
            TestCertificate.of("CN=p521").keys(p521).issue(),
            new ECKey.Builder(Curve.P_521, (ECPublicKey) p521.getPublic())
                .keyUse(KeyUse.SIGNATURE)
                .build());
    known.forEach(
        (certificate, jwk) -> {
          remote.first.put("remote-key", List.of(ec(OTHER_KEY), jwk));
          assertAccepted(authenticator, "remote-key", certificate);
        });

    JWK x5c =
        ecBuilder(SELF_SIGNED)
            .x509CertChain(List.of(new com.nimbusds.jose.util.Base64(SELF_SIGNED.base64())))
            .build();
    remote.first.put("remote-key", List.of(x5c));
    assertAccepted(authenticator, "remote-key", SELF_SIGNED);
  }

  @Test
  @DisplayName("49 Self-signed mTLS: a key for encryption is not one to authenticate with")
  void encryptionKey() {
    remote.first.put(
        "remote-key", List.of(ecBuilder(SELF_SIGNED).keyUse(KeyUse.ENCRYPTION).build()));

    assertRefused(authenticator, "no_matching_key", "remote-key", SELF_SIGNED);
  }

  @Test
  @DisplayName("never falls back from one method to another")
  void pinned() {
    String secret = FIXTURE.create("client_id", "C").secret().orElseThrow().reveal();
    assertRefused(authenticator, "unsupported_token_endpoint_auth_method", "C", M);
    Call withSecret =
        call(
            Map.of(),
            Headers.of(
                Map.of(
                    "Authorization",
                    List.of(
                        "Basic "
                            + java.util.Base64.getEncoder()
                                .encodeToString(
                                    ("by-dn:" + secret)
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))))),
            M);
    assertThat(refusal(authenticator, withSecret).reason())
        .isEqualTo("unsupported_token_endpoint_auth_method");
    assertThat(
            refusal(
                    authenticator,
                    call(Map.of("client_id", "by-dn", "client_secret", secret), Headers.none(), M))
                .reason())
        .isEqualTo("unsupported_token_endpoint_auth_method");
  }

  @Test
  @DisplayName("does not concern a client of another method that presents a certificate")
  void unaffected() {
    assertAcceptedAt("public", ProtocolSurface.TOKEN, M);
    assertAcceptedAt("public", ProtocolSurface.REVOCATION, SELF_SIGNED);
  }

  private void assertAcceptedAt(
      String clientId, ProtocolSurface surface, TestCertificate certificate) {
    assertThat(authenticator.authenticate(call(clientId, certificate), surface).clientId())
        .isEqualTo(clientId);
  }

  @Test
  @DisplayName("gives every failure the same answer, an unknown client among them")
  void indistinguishable() {
    ClientAuthenticator anchored = authenticator(Optional.of(AUTHORITY));
    List<String> answers = new ArrayList<>();
    for (Call call :
        List.of(
            call("nobody", M),
            call("nobody"),
            call("by-dn"),
            call("by-dn", OTHER),
            call("by-dn", TestCertificate.selfSigned(DN)),
            call("own-key", OTHER_KEY),
            call("remote-key", OTHER_KEY))) {
      var reply = ErrorReply.json(refusal(anchored, call));
      answers.add(reply.status() + reply.text() + reply.headers());
    }
    assertThat(answers).hasSize(7).containsOnly(answers.get(0));
  }

  @Test
  @DisplayName("explains a refusal to the operator by what was registered and what was presented")
  void explained() {
    assertThat(refusal(authenticator, call("by-dns", OTHER)).compared())
        .containsEntry("registered", "m.example")
        .containsEntry("in the certificate", "other.example");
    assertThat(refusal(authenticator, call("by-dn", OTHER)).compared())
        .containsEntry("registered", DN)
        .containsEntry("in the certificate", "CN=other.example");
    assertThat(refusal(authenticator, call("own-key", OTHER_KEY)).compared())
        .hasEntrySatisfying("key presented", thumbprint -> assertThat(thumbprint).hasSize(43));
    assertThat(
            refusal(
                    authenticator(Optional.of(AUTHORITY)),
                    call("by-dn", TestCertificate.selfSigned(DN)))
                .compared())
        .containsEntry("issuer of the certificate", "CN=m.example, O=Test Org, C=US");
  }

  @ParameterizedTest(name = "proves possession, so {0} is accepted under FAPI")
  @ValueSource(strings = {"by-dn", "own-key"})
  void fapi(String clientId) {
    FIXTURE.policy = ServerPolicy.defaults().withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY);

    assertAccepted(authenticator, clientId, clientId.equals("by-dn") ? M : SELF_SIGNED);
  }

  @ParameterizedTest(name = "is offered at {0} only where certificates can arrive")
  @EnumSource(ProtocolSurface.class)
  void offered(ProtocolSurface surface) {
    MtlsConfig off = new MtlsConfig(Optional.empty(), false, Optional.empty(), Optional.empty());
    String[] methods = {"tls_client_auth", "self_signed_tls_client_auth"};

    assertThat(authenticator.methodNames(surface, SecurityProfile.NONE)).contains(methods);
    assertThat(authenticator(off).methodNames(surface, SecurityProfile.NONE))
        .doesNotContain(methods);
    assertRefused(authenticator(off), "unsupported_token_endpoint_auth_method", "by-dn", M);
  }
}
