package dev.lockspire.conformance;

import dev.lockspire.client.FieldError;
import dev.lockspire.traffic.Sighting;
import java.util.List;

/**
 * Whether a client meets one requirement, and what tells so.
 *
 * @param registered what is registered of it, for people to read; empty where nothing is
 * @param problems what is wrong with its registration, or with the server's keys
 * @param seen what its requests of the last days showed of it, what speaks against it first
 */
public record Judgement(
    Requirement requirement,
    Verdict verdict,
    Ground ground,
    String registered,
    List<FieldError> problems,
    List<Sighting> seen) {

  public Judgement {
    problems = List.copyOf(problems);
    seen = List.copyOf(seen);
  }
}
