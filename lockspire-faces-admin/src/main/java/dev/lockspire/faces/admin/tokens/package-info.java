/** Screens about tokens and their families: finding one, understanding it, and ending it. */
package dev.lockspire.faces.admin.tokens;
