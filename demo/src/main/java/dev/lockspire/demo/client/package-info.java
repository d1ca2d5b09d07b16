/**
 * A tiny third-party app, played by the demo itself: it connects through authorization code with
 * PKCE and shows what came back. It only speaks HTTP with the provider, as any other app would.
 */
package dev.lockspire.demo.client;
