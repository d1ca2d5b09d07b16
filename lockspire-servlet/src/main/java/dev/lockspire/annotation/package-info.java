/**
 * Annotations a host writes in its own code. Part of the public API; depends on nothing, so that a
 * host class carrying one still loads where Lockspire is absent.
 */
package dev.lockspire.annotation;
