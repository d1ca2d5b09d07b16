/**
 * The composition root of Lockspire: builds every object once, in the order of the floors below it,
 * and closes them at shutdown. It may touch every other package; nothing but {@code web}, {@code
 * protect}, {@code admin} and {@code jobs} may touch it.
 */
package dev.lockspire;
