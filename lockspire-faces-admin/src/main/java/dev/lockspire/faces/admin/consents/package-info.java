/** Screens about what people allowed applications, and taking it back. */
package dev.lockspire.faces.admin.consents;
