package dev.lockspire.bench.unit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.Requests;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A client that keeps to FAPI 2.0: it pushes its requests, authenticates by {@code private_key_jwt}
 * and proves its key by DPoP; for message signing it signs its requests as well and takes signed
 * answers. Of one connection alone: it remembers the last nonce.
 */
final class FapiClient implements FlowClient {
  private static final ECKey KEY = newKey("bench");
  private static final int SECONDS = 60;

  private final String clientId;
  private final Profile profile;
  private final ECKey proofKey = newKey(null);
  private String nonce;

  /** What is kept to. */
  enum Profile {
    SECURITY,
    MESSAGE_SIGNING;

    String clientId(int number) {
      return "bench-" + wireName() + "-" + number;
    }

    String wireName() {
      return "fapi_2_0_" + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  FapiClient(String clientId, Profile profile) {
    this.clientId = clientId;
    this.profile = profile;
  }

  /** RFC 7591 metadata. */
  static String document(Profile profile, int number) {
    return """
    {"client_id": "%s", "client_name": "Bench FAPI %d", "jwks": {"keys": [%s]},
      "token_endpoint_auth_method": "private_key_jwt", "security_profile": "%s",
      "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"],
      "redirect_uris": ["%s"], "scope": "openid profile email offline_access",
      "id_token_signed_response_alg": "ES256", "access_token_signed_response_alg": "ES256",
      "authorization_signed_response_alg": "ES256"}\
    """
        .formatted(
            profile.clientId(number),
            number,
            KEY.toPublicJWK().toJSONString(),
            profile.wireName(),
            REDIRECT_URI);
  }

  /** A pushed authorization request (RFC 9126 §2.1). */
  byte[] push(Provider provider, String scope, long serial) {
    Map<String, String> request = FlowClient.request(scope, serial);
    Map<String, String> form = new LinkedHashMap<>();
    if (profile == Profile.MESSAGE_SIGNING) {
      request.put("response_mode", "jwt");
      form.put("request", requestObject(provider, request));
    } else {
      form.putAll(request);
    }
    return authenticated(provider, "pushed_authorization_request_endpoint", form);
  }

  byte[] redemption(Provider provider, String code) {
    return authenticated(provider, "token_endpoint", FlowClient.redemption(code));
  }

  /** Where the browser takes the reference that {@code pushed} is the answer with. */
  String target(Provider provider, Answer pushed) {
    Expect.status(201, pushed);
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", clientId);
    query.put("request_uri", pushed.member("request_uri").orElseThrow());
    return provider.path("authorization_endpoint") + '?' + Requests.form(query);
  }

  /** True when the same has to be sent again, with the nonce that {@code answer} brought. */
  boolean mustSendAgain(Answer answer) {
    answer.header("DPoP-Nonce").ifPresent(next -> nonce = next);
    return answer.status() == 400
        && answer.member("error").filter("use_dpop_nonce"::equals).isPresent();
  }

  @Override
  public String authorizationTarget(Provider provider, String scope, long serial) {
    return target(provider, exchange(provider, () -> push(provider, scope, serial)));
  }

  @Override
  public Answer redeem(Provider provider, String code) {
    return exchange(provider, () -> redemption(provider, code));
  }

  private Answer exchange(Provider provider, Supplier<byte[]> request) {
    Answer answer = Exchange.of(provider.address(), request.get());
    return mustSendAgain(answer) ? Exchange.of(provider.address(), request.get()) : answer;
  }

  private byte[] authenticated(Provider provider, String endpoint, Map<String, String> form) {
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", assertion(provider));
    String proof = "DPoP: " + proof(provider.uri(endpoint)) + "\r\n";
    return provider.requests().post(provider.path(endpoint), proof, Requests.form(form));
  }

  private String assertion(Provider provider) {
    JWTClaimsSet.Builder claims = ownClaims(provider).subject(clientId);
    return signed(KEY, new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()), claims);
  }

  private String requestObject(Provider provider, Map<String, String> request) {
    JWTClaimsSet.Builder claims =
        ownClaims(provider).notBeforeTime(Date.from(Instant.now())).claim("client_id", clientId);
    request.forEach(claims::claim);
    JWSHeader.Builder header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID(KEY.getKeyID())
            .type(new JOSEObjectType("oauth-authz-req+jwt"));
    return signed(KEY, header, claims);
  }

  private JWTClaimsSet.Builder ownClaims(Provider provider) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(clientId)
        .audience(provider.issuer().toString())
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(SECONDS)));
  }

  /** RFC 9449 §4.2. */
  private String proof(URI endpoint) {
    JWSHeader.Builder header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("dpop+jwt"))
            .jwk(proofKey.toPublicJWK());
    return signed(
        proofKey,
        header,
        new JWTClaimsSet.Builder()
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(Instant.now()))
            .claim("htm", "POST")
            .claim("htu", endpoint.toString())
            .claim("nonce", nonce));
  }

  private static String signed(ECKey key, JWSHeader.Builder header, JWTClaimsSet.Builder claims) {
    try {
      SignedJWT jwt = new SignedJWT(header.build(), claims.build());
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform must sign ES256", e);
    }
  }

  private static ECKey newKey(String kid) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform must make P-256 keys", e);
    }
  }
}
