package dev.lockspire.client;

import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;

/** Per-client settings that stand for the server's value until they are set. */
public final class Inheritable {
  private Inheritable() {}

  /** Whether requests must be pushed first. */
  public enum Par {
    INHERIT,
    REQUIRED,
    OPTIONAL
  }

  /** Whether tokens must be bound to a key. */
  public enum Dpop {
    INHERIT,
    BEARER,
    DPOP
  }

  /** Which security profile holds; NONE under a stricter server is a deliberate way out. */
  public enum Profile {
    INHERIT,
    NONE,
    FAPI_2_0_SECURITY,
    FAPI_2_0_MESSAGE_SIGNING;

    /** Whether it is a FAPI profile of the client's own. */
    public boolean isFapi() {
      return this == FAPI_2_0_SECURITY || this == FAPI_2_0_MESSAGE_SIGNING;
    }

    /** What holds under {@code server}. */
    public SecurityProfile effective(ServerPolicy server) {
      return switch (this) {
        case INHERIT -> server.securityProfile();
        case NONE -> SecurityProfile.NONE;
        case FAPI_2_0_SECURITY -> SecurityProfile.FAPI_2_0_SECURITY;
        case FAPI_2_0_MESSAGE_SIGNING -> SecurityProfile.FAPI_2_0_MESSAGE_SIGNING;
      };
    }
  }
}
