package dev.lockspire.admin;

/** How many interactions stand where, by the clock; counted over the newest 100 000. */
public record InteractionFigures(
    Count pendingLogin, Count pendingConsent, Count completed, Count denied, Count expired) {}
