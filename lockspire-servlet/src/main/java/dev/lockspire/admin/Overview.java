package dev.lockspire.admin;

import dev.lockspire.policy.ServerPolicy;
import java.util.List;
import java.util.Optional;

/**
 * How the server stands. What could not be found out is empty: a missing figure must not read as
 * good news.
 *
 * @param reuseIncidents refresh tokens that were used twice
 * @param openInteractions people who are at a login or consent page
 * @param refusals requests refused in the last day
 * @param replays those of them in which something came again that is good once: a code, a client's
 *     assertion, a DPoP proof
 */
public record Overview(
    Optional<Count> clients,
    Optional<Count> selfRegisteredClients,
    Optional<Count> reuseIncidents,
    Optional<Count> activeConsents,
    Optional<Count> openInteractions,
    Optional<Count> refusals,
    Optional<Count> replays,
    Optional<KeyFigures> keys,
    Optional<ServerPolicy> policy,
    List<Warning> warnings) {

  public Overview {
    warnings = List.copyOf(warnings);
  }

  /**
   * Something an operator should look at.
   *
   * @param detail what it is about: an algorithm, a time, a number; empty when nothing is to be
   *     said
   */
  public record Warning(Kind kind, String detail) {

    /** What is wrong. */
    public enum Kind {
      NO_ACTIVE_SIGNING_KEY,
      SIGNING_KEY_IS_OLD,
      PROFILE_NOT_READY,
      SCHEDULER_NOT_RUNNING,
      SWEEP_IS_LATE,
      SWEEP_FAILED_IN_PART,
      SCHEMA_IS_BEHIND,
      GUARD_IS_EXTERNAL,
      /** Something could not be found out. */
      UNKNOWN
    }
  }
}
