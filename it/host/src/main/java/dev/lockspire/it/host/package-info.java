/** The smallest host that carries Lockspire: what the journeys need and nothing more. */
package dev.lockspire.it.host;
