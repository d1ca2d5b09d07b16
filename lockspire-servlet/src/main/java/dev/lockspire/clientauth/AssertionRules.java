package dev.lockspire.clientauth;

import dev.lockspire.client.Client;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.keys.CompactJws;
import dev.lockspire.keys.JwtClaims;
import dev.lockspire.replay.SingleUse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules that client assertions share, whatever signs them: one {@link AssertionRule} after the
 * other (RFC 7523 §3), without a look at the database.
 */
public final class AssertionRules {
  private static final Set<String> TYPES = Set.of("jwt", "client-authentication+jwt");
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

  private final NobodysKeys nobody;
  private final Duration skew;
  private final InstantSource clock;
  private final RuleTrace trace;

  /**
   * @param nobody what is verified with when there is nothing to verify with
   * @param skew how far the clocks of clients may be off
   */
  public AssertionRules(NobodysKeys nobody, Duration skew, InstantSource clock, RuleTrace trace) {
    this.nobody = nobody;
    this.skew = skew;
    this.clock = clock;
    this.trace = trace;
  }

  /**
   * @param algorithms that may have signed it
   * @param signature throws {@link Refused} unless the client signed it with one of them
   * @return what must not be accepted again, see {@link #isNew}
   * @throws Refused at the first rule that it breaks
   */
  SingleUse.AssertionId check(
      PresentedAssertion presented, Set<String> algorithms, Runnable signature) {
    CompactJws jws = presented.jws();
    try {
      trace.require(AssertionRule.ASSERTION_IS_A_JWT, () -> understood(jws));
      trace.require(AssertionRule.TYPE_IS_CLIENT_AUTHENTICATION, () -> type(jws));
      trace.require(AssertionRule.ASSERTION_ALGORITHM_IS_ALLOWED, () -> algorithm(jws, algorithms));
    } catch (Refused early) {
      // The time taken must not tell that there is a client for which this is wrong.
      nobody.verify(jws);
      throw early;
    }
    trace.require(AssertionRule.SIGNATURE_IS_THE_CLIENTS, signature);
    JwtClaims claims = presented.claims();
    Client client = presented.client();
    Instant now = clock.instant();
    trace.require(AssertionRule.SUBJECT_IS_THE_CLIENT, () -> subject(claims, client));
    trace.require(AssertionRule.TIME_OF_ISSUE_IS_STATED, () -> timed(claims));
    trace.require(AssertionRule.LIFETIME_IS_SHORT, () -> shortLived(claims));
    trace.require(AssertionRule.ISSUER_IS_THE_CLIENT, () -> issuer(claims, client));
    trace.require(AssertionRule.AUDIENCE_IS_THIS_SERVER, () -> audience(claims, presented));
    Instant expiry =
        trace.check(AssertionRule.ASSERTION_HAS_NOT_EXPIRED, () -> expiry(claims, now));
    Instant latest = now.plus(presented.profile().ahead(skew));
    trace.require(AssertionRule.ASSERTION_HOLDS_ALREADY, () -> notBefore(claims, latest));
    trace.require(AssertionRule.ASSERTION_IS_NOT_FROM_THE_FUTURE, () -> issuedAt(claims, latest));
    String jti = trace.check(AssertionRule.IDENTIFIER_IS_PRESENT, () -> identifier(claims));
    return new SingleUse.AssertionId(client.clientId(), jti, expiry.plus(skew));
  }

  /**
   * The last rule, once the identifier has been claimed.
   *
   * @throws Refused when somebody had claimed it before
   */
  void isNew(boolean fresh) {
    trace.require(
        AssertionRule.ASSERTION_IS_NEW,
        () -> {
          if (!fresh) {
            throw new Refused(AuthenticationEvidence.REPLAYED);
          }
        });
  }

  /** Takes as long as the signature of {@code jws} does, for a client that there is not. */
  void verifyForNobody(CompactJws jws) {
    nobody.verify(jws);
  }

  private static void understood(CompactJws jws) {
    Object kid = jws.header().get("kid");
    // A critical extension is one we would have to understand (RFC 7515 §4.1.11); we use none.
    if (jws.header().containsKey("crit") || (kid != null && !(kid instanceof String))) {
      throw new Refused("invalid_client_assertion");
    }
  }

  private static void type(CompactJws jws) {
    Object type = jws.header().get("typ");
    if (type != null
        && !(type instanceof String text && TYPES.contains(text.toLowerCase(Locale.ROOT)))) {
      throw new Refused("client_assertion_typ_invalid", Map.of("typ", type));
    }
  }

  private static void algorithm(CompactJws jws, Set<String> allowed) {
    String algorithm = jws.header("alg").orElse("");
    if (!allowed.contains(algorithm)) {
      throw new Refused(
          "client_assertion_algorithm_not_allowed",
          compared("alg", algorithm, "allowed", String.join(" ", allowed)));
    }
  }

  private static void subject(JwtClaims claims, Client client) {
    isTheClient(claims, "sub", client, "client_assertion_subject");
  }

  private static void issuer(JwtClaims claims, Client client) {
    isTheClient(claims, "iss", client, "client_assertion_issuer");
  }

  private static void isTheClient(JwtClaims claims, String name, Client client, String reason) {
    if (!claims.has(name)) {
      throw new Refused(reason + "_missing");
    }
    if (!client.clientId().equals(claims.value(name))) {
      throw new Refused(
          reason + "_invalid", compared(name, claims.value(name), "client", client.clientId()));
    }
  }

  private static Stream<Instant> issued(JwtClaims claims) {
    return Stream.of("iat", "nbf").map(claims::date).flatMap(Optional::stream);
  }

  private static void timed(JwtClaims claims) {
    if (issued(claims).findAny().isEmpty()) {
      throw new Refused("client_assertion_timing_missing");
    }
  }

  private void shortLived(JwtClaims claims) {
    Optional<Instant> expiry = claims.date("exp");
    Instant issued = issued(claims).min(Instant::compareTo).orElseThrow();
    // Whether it has an expiry is asked further down.
    if (expiry.isPresent() && expiry.get().isAfter(issued.plus(longestLife()))) {
      throw tooLong(issued, expiry.get());
    }
  }

  private Duration longestLife() {
    return LONGEST_LIFE.plus(skew);
  }

  private Refused tooLong(Instant from, Instant expiry) {
    return new Refused(
        "client_assertion_lifetime_too_long",
        compared("from", from, "exp", expiry, "longest", longestLife()));
  }

  /**
   * One value and no other, so that an assertion made for us cannot have been made for others too;
   * and the issuer, because a URL of an endpoint can be another server's mix-up. RFC 9126 §2 wants
   * such URLs taken with a push all the same.
   */
  private static void audience(JwtClaims claims, PresentedAssertion presented) {
    Object audience = claims.value("aud");
    if (audience == null) {
      throw new Refused("client_assertion_audience_missing");
    }
    String issuer = presented.issuer().value();
    boolean inList =
        !presented.profile().isFapi() && audience instanceof List<?> one && one.size() == 1;
    Object named = inList ? ((List<?>) audience).get(0) : audience;
    if (!presented.audiences().contains(named)) {
      throw new Refused(
          "client_assertion_audience_invalid", compared("aud", audience, "issuer", issuer));
    }
  }

  private Instant expiry(JwtClaims claims, Instant now) {
    if (!claims.has("exp")) {
      throw new Refused("client_assertion_expiration_missing");
    }
    Instant expiry =
        claims.date("exp").orElseThrow(() -> new Refused("client_assertion_expiration_invalid"));
    if (!expiry.plus(skew).isAfter(now)) {
      throw new Refused("client_assertion_expired", compared("exp", expiry, "now", now));
    }
    if (expiry.isAfter(now.plus(longestLife()))) {
      throw tooLong(now, expiry);
    }
    return expiry;
  }

  private static void notBefore(JwtClaims claims, Instant latest) {
    isPast(claims, "nbf", latest, "client_assertion_not_before_invalid");
  }

  private static void issuedAt(JwtClaims claims, Instant latest) {
    isPast(claims, "iat", latest, "client_assertion_issued_at_invalid");
  }

  private static void isPast(JwtClaims claims, String name, Instant latest, String reason) {
    if (claims.has(name) && claims.date(name).filter(date -> !date.isAfter(latest)).isEmpty()) {
      throw new Refused(reason, compared(name, claims.value(name), "latest", latest));
    }
  }

  private static String identifier(JwtClaims claims) {
    if (!claims.has("jti") || "".equals(claims.value("jti"))) {
      throw new Refused("client_assertion_jti_missing");
    }
    return claims
        .text("jti")
        .filter(SingleUse::isJti)
        .orElseThrow(() -> new Refused("client_assertion_jti_invalid"));
  }

  private static Map<String, Object> compared(Object... pairs) {
    Map<String, Object> compared = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      compared.put((String) pairs[i], pairs[i + 1]);
    }
    return compared;
  }
}
