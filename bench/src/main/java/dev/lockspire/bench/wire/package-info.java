/**
 * A lean HTTP/1.1 client: keep-alive connections to loopback, one thread, no TLS, no pipelining.
 * Knows nothing of OAuth.
 */
package dev.lockspire.bench.wire;
