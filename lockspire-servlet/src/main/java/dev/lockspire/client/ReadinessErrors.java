package dev.lockspire.client;

import dev.lockspire.policy.Readiness;
import java.util.List;

/** What keeps a FAPI profile from being entered, as errors of the field that asks for it. */
public final class ReadinessErrors {
  private ReadinessErrors() {}

  /** One {@code security_profile} error per thing that is missing; none when nothing is. */
  public static List<FieldError> of(Readiness readiness) {
    return readiness.reasons().stream()
        .map(
            missing ->
                new FieldError("security_profile", missing.wireName(), missing.remediation()))
        .toList();
  }
}
