/**
 * Evidence: durable audit rows that commit with the change they describe, and telemetry that is
 * told after the commit.
 *
 * <p>Floor 2. Redaction is by type and by key; nothing secret passes through here.
 */
package dev.lockspire.audit;
