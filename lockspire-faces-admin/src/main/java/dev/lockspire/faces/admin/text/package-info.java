/** The console's words, in every language it speaks, and how values are written. */
package dev.lockspire.faces.admin.text;
