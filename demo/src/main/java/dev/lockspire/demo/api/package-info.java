/** Billingo's API, protected by access tokens. */
package dev.lockspire.demo.api;
