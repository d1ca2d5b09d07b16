package dev.lockspire.client;

import java.time.Instant;
import java.util.Optional;

/**
 * A client as its operator sees it: what the protocol reads, and the history of its row.
 *
 * @param version grows with every change; a save that names an older one is refused
 * @param createdBy id of the actor that created it
 * @param disabledAt since when it is refused everywhere
 * @param disabledBy id of the actor that disabled it
 */
public record RegisteredClient(
    Client client,
    int version,
    Instant createdAt,
    Instant updatedAt,
    Optional<String> createdBy,
    Optional<Instant> disabledAt,
    Optional<String> disabledBy) {}
