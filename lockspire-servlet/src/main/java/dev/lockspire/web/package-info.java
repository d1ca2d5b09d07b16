/**
 * The edge to the servlet container: turns a request into a {@link dev.lockspire.http.Call}, a
 * {@link dev.lockspire.http.Reply} into a response, and starts and stops the library with the WAR.
 *
 * <p>Floor 5. Imports {@code jakarta.servlet}; nothing below does, save the host's seams.
 */
package dev.lockspire.web;
