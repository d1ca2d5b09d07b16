package dev.lockspire.admin;

import java.util.Optional;

/**
 * How long a client's tokens live, in seconds of 1 and more; empty for the server's value.
 *
 * @param accessToken of access tokens
 * @param refreshToken of refresh tokens
 * @param idToken of ID tokens
 */
public record ClientLifetimes(
    Optional<Integer> accessToken, Optional<Integer> refreshToken, Optional<Integer> idToken) {}
