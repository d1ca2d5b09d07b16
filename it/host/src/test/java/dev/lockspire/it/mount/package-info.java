/** What a host writes to guard the console, as docs/console.md shows it. */
package dev.lockspire.it.mount;
