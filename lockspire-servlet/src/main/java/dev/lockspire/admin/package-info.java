/**
 * Operator services: everything an operator may look at or change, for the console, a command line
 * and hosts alike. No other code changes operator state.
 *
 * <p>Floor 5, without the servlet API. {@link dev.lockspire.admin.LockspireAdmin} has one accessor
 * per subject. Lists are read in keyset order and bounded counts, so that no page costs a scan;
 * commands name their {@link dev.lockspire.audit.Actor} and commit together with their audit row.
 */
package dev.lockspire.admin;
