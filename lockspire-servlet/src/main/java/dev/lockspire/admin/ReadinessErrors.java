package dev.lockspire.admin;

import dev.lockspire.client.FieldError;
import dev.lockspire.policy.Readiness;
import java.util.List;
import java.util.Optional;

/** What keeps a FAPI profile from being entered, as errors of the field that asks for it. */
final class ReadinessErrors {
  private ReadinessErrors() {}

  static Optional<List<FieldError>> of(Readiness readiness) {
    return readiness.ready()
        ? Optional.empty()
        : Optional.of(
            readiness.reasons().stream()
                .map(
                    missing ->
                        new FieldError(
                            "security_profile", missing.wireName(), missing.remediation()))
                .toList());
  }
}
