/** The places where Billingo calls Lockspire's Java API: seeding, consents, keys. */
package dev.lockspire.demo.provider;
