/** What the journeys need of a host beyond the shop of the README: more clients, a rude filter. */
package dev.lockspire.it.host;
