package dev.lockspire.requestobject;

import dev.lockspire.client.Client;
import dev.lockspire.http.OAuthError;
import dev.lockspire.keys.JwtClaims;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.replay.SingleUse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What a request object claims of itself (RFC 9101 §4, RFC 7519 §4.1). */
final class ClaimRules {
  /** How far the clocks of clients may be off. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  /** FAPI 2.0 Message Signing §5.3.1: of its age, and of its life. */
  private static final Duration LONGEST_UNDER_MESSAGE_SIGNING = Duration.ofMinutes(60);

  private static final String TIMES = "invalid_request_object_claims";
  private static final String LIFETIME = "invalid_request_object_max_age";

  private final Duration maxAge;
  private final InstantSource clock;

  /**
   * @param maxAge how far in the future an object may expire
   */
  ClaimRules(Duration maxAge, InstantSource clock) {
    this.maxAge = maxAge;
    this.clock = clock;
  }

  void issuer(JwtClaims claims, Client client) {
    if (!client.clientId().equals(claims.value("iss"))) {
      throw RequestObjects.refused(
              "invalid_request_object_iss", "The iss of the request object is not the client_id.")
          .comparing("iss", claims.value("iss"))
          .comparing("client", client.clientId());
    }
  }

  void client(JwtClaims claims, Client client) {
    if (claims.has("client_id") && !client.clientId().equals(claims.value("client_id"))) {
      throw RequestObjects.refused(
              "invalid_request_object_client_id",
              "The client_id in the request object is another than the one beside it.")
          .comparing("client_id", claims.value("client_id"))
          .comparing("client", client.clientId());
    }
  }

  void noOther(SignedObject object) {
    if (object.members().containsKey("request") || object.members().containsKey("request_uri")) {
      throw RequestObjects.refused(
          "invalid_request_object_nested",
          "A request object cannot hold another request or request_uri.");
    }
  }

  /** What proves who a client is says so in its sub: neither may be taken for the other. */
  void noAssertion(JwtClaims claims, Client client) {
    if (client.clientId().equals(claims.value("sub"))) {
      throw RequestObjects.refused(
          "invalid_request_object_sub",
          "The sub of a request object cannot be the client: that is a client assertion.");
    }
  }

  void audience(JwtClaims claims, String issuer) {
    Object audience = claims.value("aud");
    boolean one = issuer.equals(audience);
    boolean among =
        audience instanceof List<?> several
            && several.stream().allMatch(String.class::isInstance)
            && several.contains(issuer);
    if (!one && !among) {
      throw RequestObjects.refused(
              "invalid_request_object_aud",
              "The aud of the request object does not name this issuer.")
          .comparing("aud", audience)
          .comparing("issuer", issuer);
    }
  }

  Instant expiry(JwtClaims claims) {
    Instant now = clock.instant();
    return claims
        .date("exp")
        .filter(expiry -> expiry.plus(SKEW).isAfter(now))
        .orElseThrow(
            () ->
                RequestObjects.refused(
                        "invalid_request_object_expired",
                        "The request object has expired, or does not say when it does.")
                    .comparing("exp", claims.value("exp"))
                    .comparing("now", now));
  }

  void expiresSoon(Instant expiry) {
    Instant now = clock.instant();
    if (expiry.isAfter(now.plus(maxAge).plus(SKEW))) {
      throw RequestObjects.refused(LIFETIME, "The request object expires too far in the future.")
          .comparing("exp", expiry)
          .comparing("now", now)
          .comparing("longest", maxAge);
    }
  }

  void holdsAlready(JwtClaims claims, SecurityProfile profile) {
    Instant latest = clock.instant().plus(profile.ahead(SKEW));
    for (String name : List.of("nbf", "iat")) {
      if (claims.has(name) && claims.date(name).filter(date -> !date.isAfter(latest)).isEmpty()) {
        throw RequestObjects.refused(
                TIMES, "The " + name + " of the request object lies in the future.")
            .comparing(name, claims.value(name))
            .comparing("latest", latest);
      }
    }
  }

  void recent(JwtClaims claims, Instant expiry, SecurityProfile profile) {
    if (profile != SecurityProfile.FAPI_2_0_MESSAGE_SIGNING) {
      return;
    }
    Instant now = clock.instant();
    Instant from =
        claims
            .date("nbf")
            .filter(nbf -> !nbf.plus(LONGEST_UNDER_MESSAGE_SIGNING).isBefore(now))
            .orElseThrow(
                () ->
                    RequestObjects.refused(
                            TIMES,
                            "The nbf of the request object is missing or more than 60 minutes"
                                + " past.")
                        .comparing("nbf", claims.value("nbf"))
                        .comparing("now", now));
    if (expiry.isAfter(from.plus(LONGEST_UNDER_MESSAGE_SIGNING))) {
      throw RequestObjects.refused(LIFETIME, "The request object lives longer than 60 minutes.")
          .comparing("from", from)
          .comparing("exp", expiry)
          .comparing("longest", LONGEST_UNDER_MESSAGE_SIGNING);
    }
  }

  /** What must not be accepted again; under message signing every object has it. */
  Optional<SingleUse.RequestObjectId> identifier(
      JwtClaims claims, Instant expiry, Client client, SecurityProfile profile) {
    if (!claims.has("jti") && profile != SecurityProfile.FAPI_2_0_MESSAGE_SIGNING) {
      return Optional.empty();
    }
    return Optional.of(
        claims
            .text("jti")
            .filter(SingleUse::isJti)
            .map(jti -> new SingleUse.RequestObjectId(client.clientId(), jti, expiry.plus(SKEW)))
            .orElseThrow(ClaimRules::noIdentifier));
  }

  private static OAuthError noIdentifier() {
    return RequestObjects.refused(
        "invalid_request_object_jti", "The jti of the request object is missing or malformed.");
  }
}
