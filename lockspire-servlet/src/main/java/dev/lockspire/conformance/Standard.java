package dev.lockspire.conformance;

import dev.lockspire.policy.SecurityProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A set of requirements that a client can be held against. */
public enum Standard {
  /** What OAuth 2.1 takes over from RFC 9700. */
  OAUTH_2_1(SecurityProfile.NONE),
  FAPI_2_0_SECURITY(SecurityProfile.FAPI_2_0_SECURITY),
  /** Beyond {@link #FAPI_2_0_SECURITY}, all of which it demands as well. */
  FAPI_2_0_MESSAGE_SIGNING(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING);

  private final SecurityProfile profile;

  Standard(SecurityProfile profile) {
    this.profile = profile;
  }

  /** The profile under which its requirements are enforced; none for what always is. */
  SecurityProfile profile() {
    return profile;
  }

  /** Its own requirements, in the order in which a request meets them. */
  public List<Requirement> requirements() {
    return Arrays.stream(Requirement.values())
        .filter(requirement -> requirement.standard().filter(this::equals).isPresent())
        .toList();
  }

  /** {@code oauth_2_1}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
