package dev.lockspire.config;

/**
 * Tokens that are bound to a key of the client (RFC 9449).
 *
 * @param bindWhenPresented whether a proof binds the tokens of a client that need not send one,
 *     unless the client is set to {@code bearer}
 */
public record DpopConfig(boolean bindWhenPresented) {}
