/**
 * Server policy: what operators decide at run time for the whole server (one durable row), and how
 * a client's own setting overrides it.
 *
 * <p>Floor 2. Read through a cache that every node drops at once; never configuration.
 */
package dev.lockspire.policy;
