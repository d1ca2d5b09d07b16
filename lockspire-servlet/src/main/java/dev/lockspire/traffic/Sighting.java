package dev.lockspire.traffic;

import java.time.Instant;

/**
 * How often a client's requests had a trait, and when the last one did.
 *
 * @param requests at least 1
 * @param lastSeen true to a second
 */
public record Sighting(Trait trait, long requests, Instant lastSeen) {}
