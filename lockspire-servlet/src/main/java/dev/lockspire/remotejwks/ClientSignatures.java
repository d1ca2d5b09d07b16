package dev.lockspire.remotejwks;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.client.Client;
import dev.lockspire.keys.CompactJws;
import dev.lockspire.keys.ForeignKey;
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.remotejwks.KeyAttempt.KeyProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Verifies what a client signed with its public keys: with the one that the JWT names, else with
 * each that fits. Keys from a {@code jwks_uri} are looked at once more when that can make a
 * difference, which is when the key that was named is not among them.
 */
public final class ClientSignatures {
  /** How many signatures are checked at most: who sends a JWT chooses how many keys fit. */
  private static final int MOST_CHECKED = 20;

  private static final int MOST_READY = 10_000;

  private final Function<Client, KeyAttempt> clientKeys;

  /** By identity: as long as somebody keeps a set of keys, each of them is converted once. */
  private final LoadingCache<JWK, Optional<ForeignKey>> ready;

  /**
   * @param clientKeys the public keys of a client, for one attempt
   */
  public ClientSignatures(Function<Client, KeyAttempt> clientKeys, ForeignKeys foreignKeys) {
    this.clientKeys = clientKeys;
    this.ready = Caffeine.newBuilder().weakKeys().maximumSize(MOST_READY).build(foreignKeys::of);
  }

  /** What came of it. */
  public sealed interface Verdict {}

  /** One of the client's keys signed it. */
  public record Verified() implements Verdict {}

  /**
   * None of the client's keys did.
   *
   * @param computed whether any signature was computed, which takes its time
   * @param unavailable the reason code of {@link KeysUnavailable} when there were no keys to be had
   * @param evidence what telemetry may tell of the keys
   */
  public record Unverified(
      boolean computed, Optional<String> unavailable, Map<String, String> evidence)
      implements Verdict {}

  private enum Outcome {
    VERIFIED,
    NO_KEY,
    /** By the key that was named: that it was not rotated away is known. */
    WRONG_BY_NAMED_KEY,
    WRONG_BY_ALL
  }

  /**
   * Whether one of the keys of {@code client} signed {@code jws}, whose algorithm is one of ours.
   */
  public Verdict verify(Client client, CompactJws jws) {
    KeyAttempt attempt = clientKeys.apply(client);
    Outcome outcome;
    try {
      outcome = verified(jws, attempt.keys());
      boolean curable = outcome == Outcome.NO_KEY || outcome == Outcome.WRONG_BY_ALL;
      if (curable && attempt.refresh()) {
        outcome = verified(jws, attempt.keys());
      }
    } catch (KeysUnavailable unavailable) {
      return new Unverified(false, Optional.of(unavailable.reason()), attempt.evidence());
    }
    if (outcome == Outcome.VERIFIED) {
      attempt.succeeded();
      return new Verified();
    }
    boolean computed = outcome != Outcome.NO_KEY;
    attempt.failed(
        computed ? KeyProblem.SIGNATURE_INVALID : KeyProblem.KEY_UNAVAILABLE,
        jws.header("kid").isPresent());
    return new Unverified(computed, Optional.empty(), attempt.evidence());
  }

  private Outcome verified(CompactJws jws, List<JWK> keys) {
    SigningAlgorithm algorithm =
        jws.header("alg").flatMap(SigningAlgorithm::ofWireName).orElseThrow();
    Optional<String> kid = jws.header("kid");
    byte[] input = jws.signingInput();
    byte[] signature = jws.signature();
    int checked = 0;
    for (JWK jwk : keys) {
      if (checked == MOST_CHECKED) {
        break;
      }
      boolean named = kid.isEmpty() || kid.get().equals(jwk.getKeyID());
      ForeignKey key = named ? ready.get(jwk).orElse(null) : null;
      if (key != null && key.fits(algorithm)) {
        checked++;
        if (key.verifies(algorithm, input, signature)) {
          return Outcome.VERIFIED;
        }
      }
    }
    if (checked == 0) {
      return Outcome.NO_KEY;
    }
    return kid.isPresent() ? Outcome.WRONG_BY_NAMED_KEY : Outcome.WRONG_BY_ALL;
  }
}
