package dev.lockspire.config;

/**
 * What is counted.
 *
 * @param clientTag whether counters of events tell clients apart
 */
public record MetricsConfig(boolean clientTag) {}
