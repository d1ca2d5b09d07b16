/**
 * Protects routes of the host with access tokens of this server: three filters, an annotation for
 * servlets and Jakarta REST resources, and the same in code.
 *
 * <p>Floor 5. What is decided is decided without the servlet API, in {@link
 * dev.lockspire.protect.TokenVerification} and {@link dev.lockspire.protect.SenderVerification};
 * the classes that touch Jakarta REST or CDI are loaded only where those are.
 */
package dev.lockspire.protect;
