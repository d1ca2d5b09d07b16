package dev.lockspire.refusal;

import dev.lockspire.http.Refusal.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal as it was taken down.
 *
 * @param id grows with time; zero before it is stored
 * @param clientId whom the request claimed to come from, if it said so
 * @param judgements the rules in the order in which they were asked
 * @param compared what the failed rule compared
 * @param presented the request's parameters, secrets withheld
 * @param unrecorded how many like it came before it and were not recorded
 */
public record RecordedRefusal(
    long id,
    String correlationId,
    Instant occurredAt,
    String method,
    String route,
    int status,
    String error,
    String reason,
    String description,
    Optional<String> clientId,
    List<Judgement> judgements,
    Map<String, String> compared,
    Map<String, String> presented,
    long unrecorded) {}
