/**
 * PostgreSQL: the connection source, migrations, transactions, typed access to rows, and the
 * announcement of changes to every node.
 *
 * <p>Floor 1: knows nothing of OAuth. Stores in higher rooms use {@link
 * dev.lockspire.storage.Database} for one whole protocol step at a time: an entity through
 * Hibernate where a noun is kept, one native statement where a round trip counts.
 */
package dev.lockspire.storage;
