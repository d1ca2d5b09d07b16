package dev.lockspire.admin;

/** {@link PolicyEffect} of every setting that clients can override; active clients only. */
public record PolicyEffects(
    PolicyEffect par,
    PolicyEffect dpop,
    PolicyEffect securityProfile,
    PolicyEffect accessTokenFormat,
    PolicyEffect maxDelegationDepth) {}
