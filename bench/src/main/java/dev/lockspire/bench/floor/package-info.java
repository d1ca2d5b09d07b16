/**
 * What this machine needs for the parts that no server can do without: an HTTP exchange, a
 * signature, a commit. Measured like the server, in the same run.
 */
package dev.lockspire.bench.floor;
