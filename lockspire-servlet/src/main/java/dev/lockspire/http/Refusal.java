package dev.lockspire.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request that was refused, and how it came to that: what the console shows to whoever asks
 * why.
 *
 * @param correlationId the id that the caller was told in {@link Router#CORRELATION_ID}
 * @param method HTTP method
 * @param clientId the client that proved to be the caller; empty when none did
 * @param route pattern of the route; no path, because a path can hold an id of the caller's
 * @param status HTTP status of the answer, which is a redirect's when the refusal travels in one
 * @param error public error code
 * @param reason internal reason code
 * @param description what the caller was told
 * @param judgements the rules in the order in which they were asked, up to the one that failed
 * @param compared what the failed rule compared, already fit to be shown
 * @param sent the parameters; secrets among them, so not to be kept
 */
public record Refusal(
    String correlationId,
    String method,
    Optional<String> clientId,
    String route,
    int status,
    String error,
    String reason,
    String description,
    List<Judgement> judgements,
    Map<String, String> compared,
    Parameters sent) {

  /** A rule that was asked. */
  public record Judgement(String rule, String reference, boolean passed) {}

  public Refusal {
    judgements = List.copyOf(judgements);
  }

  @Override
  public String toString() {
    return "Refusal[" + correlationId + ", " + route + ", " + error + "/" + reason + "]";
  }
}
