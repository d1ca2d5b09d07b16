/**
 * What the server says of itself to machines: the discovery document (OpenID Connect Discovery §4,
 * RFC 8414 §3) and its public keys (RFC 7517 §5).
 *
 * <p>Floor 4. The document is what the contributors of the mounted surfaces say; both answers are
 * kept as bytes until something they depend on changes.
 */
package dev.lockspire.discovery;
