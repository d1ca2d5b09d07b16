package dev.lockspire.admin;

import dev.lockspire.conformance.Requirement;

/**
 * How many clients one requirement would reach.
 *
 * @param refused those that do not meet it
 * @param notSeen those that nothing is known of
 */
public record RequirementReach(Requirement requirement, long refused, long notSeen) {}
