/** The server's own keys: their list, and the life of one. */
package dev.lockspire.faces.admin.keys;
