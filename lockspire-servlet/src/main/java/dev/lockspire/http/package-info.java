/**
 * What arrived and what is answered, free of any container: {@link dev.lockspire.http.Call}, {@link
 * dev.lockspire.http.Reply}, {@link dev.lockspire.http.Endpoint}, forms, JSON and pages.
 *
 * <p>Floor 1. Touches the JDK, {@code host} (for the opaque host request that travels with a call),
 * {@code crypto} (nonces), {@code storage} (to tell its failure from a defect) and nimbus' JSON
 * parser, nothing else. Headers that every reply of a kind must carry are put on here and only
 * here.
 */
package dev.lockspire.http;
