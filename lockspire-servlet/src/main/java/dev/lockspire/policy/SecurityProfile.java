package dev.lockspire.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How strict the server is as a whole: none, or one of the two FAPI 2.0 profiles. */
public enum SecurityProfile {
  NONE,
  FAPI_2_0_SECURITY,
  /** Everything of {@link #FAPI_2_0_SECURITY}, and signed requests and responses. */
  FAPI_2_0_MESSAGE_SIGNING;

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

  /** As stored: {@code fapi_2_0_security}. */
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
