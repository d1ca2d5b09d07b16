/**
 * Clients: what an application may do, how it is registered and validated, its secrets at rest.
 *
 * <p>Floor 2. {@link dev.lockspire.client.Clients} is read through a cache that every node drops at
 * once; every change writes its audit row in the same transaction.
 */
package dev.lockspire.client;
