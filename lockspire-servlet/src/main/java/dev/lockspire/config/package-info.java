/**
 * Reads every source of configuration once, validates all of it, and hands out immutable records.
 *
 * <p>{@link dev.lockspire.config.ConfigKeys} is the one table of keys; the records, the start-up
 * messages and {@code docs/configuration.md} follow from it. Uses the JDK and {@code
 * dev.lockspire.crypto.Secret} only: no servlet API, nothing of OAuth beyond names and ranges.
 */
package dev.lockspire.config;
