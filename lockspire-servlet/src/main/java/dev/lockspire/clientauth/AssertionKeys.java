package dev.lockspire.clientauth;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.client.Client;
import dev.lockspire.keys.CompactJws;
import dev.lockspire.keys.ForeignKey;
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.remotejwks.KeyAttempt;
import dev.lockspire.remotejwks.KeyAttempt.KeyProblem;
import dev.lockspire.remotejwks.KeysUnavailable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Verifies the signature of an assertion with the client's public keys: with the one that it names,
 * else with each that fits. Keys from a {@code jwks_uri} are looked at once more when that can make
 * a difference, which is when the key that was named is not among them.
 */
public final class AssertionKeys {
  /** How many signatures are checked at most: who sends an assertion chooses how many fit. */
  private static final int MOST_CHECKED = 20;

  private static final int MOST_READY = 10_000;

  private final Function<Client, KeyAttempt> clientKeys;
  private final NobodysKeys nobody;

  /** By identity: as long as somebody keeps a set of keys, each of them is converted once. */
  private final LoadingCache<JWK, Optional<ForeignKey>> ready;

  /**
   * @param clientKeys the public keys of a client, for one attempt
   * @param nobody what is verified with when there is nothing to verify with
   */
  public AssertionKeys(
      Function<Client, KeyAttempt> clientKeys, ForeignKeys foreignKeys, NobodysKeys nobody) {
    this.clientKeys = clientKeys;
    this.nobody = nobody;
    this.ready = Caffeine.newBuilder().weakKeys().maximumSize(MOST_READY).build(foreignKeys::of);
  }

  private enum Outcome {
    VERIFIED,
    NO_KEY,
    /** By the key that was named: that it was not rotated away is known. */
    WRONG_BY_NAMED_KEY,
    WRONG_BY_ALL
  }

  /**
   * @throws Refused unless one of the client's keys verifies {@code jws}, whose algorithm is one of
   *     ours
   */
  void verify(Client client, CompactJws jws) {
    KeyAttempt attempt = clientKeys.apply(client);
    Outcome outcome;
    try {
      outcome = verified(jws, attempt.keys());
      boolean curable = outcome == Outcome.NO_KEY || outcome == Outcome.WRONG_BY_ALL;
      if (curable && attempt.refresh()) {
        outcome = verified(jws, attempt.keys());
      }
    } catch (KeysUnavailable unavailable) {
      nobody.verify(jws);
      throw new Refused(unavailable.reason(), Map.of(), attempt.evidence());
    }
    if (outcome == Outcome.VERIFIED) {
      attempt.succeeded();
      return;
    }
    if (outcome == Outcome.NO_KEY) {
      nobody.verify(jws);
    }
    attempt.failed(
        outcome == Outcome.NO_KEY ? KeyProblem.KEY_UNAVAILABLE : KeyProblem.SIGNATURE_INVALID,
        jws.header("kid").isPresent());
    throw new Refused("client_assertion_signature_invalid", Map.of(), attempt.evidence());
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
