/**
 * What may be used once only, remembered for all nodes in the database.
 *
 * <p>Floor 2. Whoever verifies such a thing says what it is as a {@link
 * dev.lockspire.replay.SingleUse}; {@link dev.lockspire.replay.SingleUses} lets it through once.
 */
package dev.lockspire.replay;
