package dev.lockspire.policy;

import java.util.List;

/**
 * Whether a FAPI profile could be entered, and what is missing.
 *
 * @param reasons everything that is missing; empty when ready
 */
public record Readiness(List<Missing> reasons) {

  /** What may be missing. */
  public enum Missing {
    MISSING_COMPLIANT_ACTIVE_KEY("Generate, publish and activate an ES256 or PS256 key."),
    MISSING_COMPLIANT_PUBLISHABLE_KEY("Publish an ES256 or PS256 key.");

    private final String remediation;

    Missing(String remediation) {
      this.remediation = remediation;
    }

    public String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What an operator does about it. */
    public String remediation() {
      return remediation;
    }
  }

  public Readiness {
    reasons = List.copyOf(reasons);
  }

  public boolean ready() {
    return reasons.isEmpty();
  }
}
