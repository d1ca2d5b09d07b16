/**
 * What the running server counts and times, on this node since it started, and the ways in which
 * that is shown: Prometheus text, JMX, Micrometer, OpenTelemetry. Labels have few values; what
 * could have many is bounded. Knows no SQL: what asks the database comes in as a {@link
 * dev.lockspire.measure.Gauge}.
 */
package dev.lockspire.measure;
