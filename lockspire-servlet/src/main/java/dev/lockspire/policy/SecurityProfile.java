package dev.lockspire.policy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How strict the server is as a whole: none, or one of the two FAPI 2.0 profiles. */
public enum SecurityProfile {
  NONE,
  FAPI_2_0_SECURITY,
  /** Everything of {@link #FAPI_2_0_SECURITY}, and signed requests and responses. */
  FAPI_2_0_MESSAGE_SIGNING;

  // FAPI 2.0 Security Profile §5.3.2.1 and §5.3.2.2.
  private static final Duration LONGEST_CODE = Duration.ofSeconds(60);
  private static final Duration LEAST_AHEAD = Duration.ofSeconds(10);
  private static final Duration MOST_AHEAD = Duration.ofSeconds(60);

  public boolean isFapi() {
    return this != NONE;
  }

  /** Algorithms that may sign anything under this profile. */
  public Set<SigningAlgorithm> algorithms() {
    return isFapi()
        ? EnumSet.of(SigningAlgorithm.ES256, SigningAlgorithm.PS256)
        : EnumSet.allOf(SigningAlgorithm.class);
  }

  /** {@link #algorithms} as they are named on the wire, always in the same order. */
  public List<String> algorithmNames() {
    return algorithms().stream().sorted().map(SigningAlgorithm::wireName).toList();
  }

  /** How long a code may live where {@code configured} says how long one lives. */
  public Duration codeLifetime(Duration configured) {
    return isFapi() && configured.compareTo(LONGEST_CODE) > 0 ? LONGEST_CODE : configured;
  }

  /**
   * How far ahead of our clock a client's JWT may have been made where {@code skew} is configured.
   * FAPI sets bounds on both sides, so that every client's clock is judged alike.
   */
  public Duration ahead(Duration skew) {
    if (!isFapi()) {
      return skew;
    }
    if (skew.compareTo(LEAST_AHEAD) < 0) {
      return LEAST_AHEAD;
    }
    return skew.compareTo(MOST_AHEAD) > 0 ? MOST_AHEAD : skew;
  }

  /** As stored: {@code fapi_2_0_security}. */
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
