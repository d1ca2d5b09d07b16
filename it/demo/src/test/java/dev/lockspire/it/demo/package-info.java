/**
 * Applications on the Nimbus SDK, bound to their keys, against the demo as people run it: a process
 * of its own that speaks TLS.
 */
package dev.lockspire.it.demo;
