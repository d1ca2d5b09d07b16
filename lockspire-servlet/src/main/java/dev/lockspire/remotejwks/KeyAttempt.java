package dev.lockspire.remotejwks;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;
import java.util.Map;

/**
 * A client's public keys as seen by one attempt to verify something with them. Not for a second
 * attempt, and not for two threads: it remembers that it has looked again.
 */
public interface KeyAttempt {

  /**
   * The keys at hand: inline ones, else those of {@code jwks_uri}, fetched when none are in memory.
   *
   * @throws KeysUnavailable when there are none to be had
   */
  List<JWK> keys();

  /**
   * Looks at {@code jwks_uri} again, because the keys at hand do not fit: at most once an attempt,
   * and only as often as the rate guard allows.
   *
   * @return true when {@link #keys} may now answer differently; false for inline keys, and when the
   *     set has been fetched in this attempt already
   * @throws KeysUnavailable when it was asked for and failed; the keys of before stay in memory
   */
  boolean refresh();

  /** The keys verified what they were to verify: an incident of this client is over. */
  void succeeded();

  /**
   * The keys were had and did not serve: recorded as the client's incident when they are remote.
   *
   * @param problem what it came to
   * @param kidPresent whether the caller named a key
   */
  void failed(KeyProblem problem, boolean kidPresent);

  /**
   * What telemetry may tell of this attempt: {@code jwks_source}, and when remote keys failed, how.
   */
  default Map<String, String> evidence() {
    return Map.of();
  }

  /** How keys that could be had failed. */
  enum KeyProblem {
    /** None of them is usable for what was asked. */
    KEY_UNAVAILABLE,
    /** The one that was named, or all of them, verified nothing. */
    SIGNATURE_INVALID
  }
}
