/**
 * The console: what operators see and do. It talks to {@code dev.lockspire.admin} and knows nothing
 * of how the server works inside.
 *
 * <p>{@code route} says which path shows which page and what the navigation lists; {@code web}
 * stands at the door; {@code faces} keeps the console's settings apart from the host's; {@code
 * shell} is what every page has; every other package is a subject with its pages' beans.
 */
package dev.lockspire.faces.admin;
