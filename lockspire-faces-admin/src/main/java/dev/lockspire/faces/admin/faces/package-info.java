/**
 * Keeps the console and the host apart inside one Jakarta Faces application: the console's
 * settings, pages, addresses, languages and policy count for its own requests only, and the host's
 * pages render as if the console were not there.
 */
package dev.lockspire.faces.admin.faces;
