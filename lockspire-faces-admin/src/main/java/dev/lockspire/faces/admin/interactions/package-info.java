/** Screen about authorizations on their way; it changes nothing. */
package dev.lockspire.faces.admin.interactions;
