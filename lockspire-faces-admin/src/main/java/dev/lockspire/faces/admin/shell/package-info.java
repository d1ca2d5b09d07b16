/** Beans that every page of the console uses: navigation, words, and who is there. */
package dev.lockspire.faces.admin.shell;
