package dev.lockspire.admin;

/** How many clients there are, and how many of them registered themselves. */
public record ClientFigures(Count total, Count selfRegistered) {}
