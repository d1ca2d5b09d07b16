/**
 * Billingo: a small subscription-billing host that carries Lockspire inside itself. Here are its
 * composition root and its settings; every other package is one of its concerns. It uses the public
 * API of Lockspire and nothing else of it.
 */
package dev.lockspire.demo;
