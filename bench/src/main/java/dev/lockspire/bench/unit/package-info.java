/**
 * The units of work that are measured, as visitors of a running server, and the sign-ins that come
 * before them. Speaks the protocol from outside; imports nothing of Lockspire.
 */
package dev.lockspire.bench.unit;
