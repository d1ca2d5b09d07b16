/**
 * The load harness and the micro-benchmarks: what the server costs, measured from outside by a
 * client of its own.
 */
package dev.lockspire.bench;
