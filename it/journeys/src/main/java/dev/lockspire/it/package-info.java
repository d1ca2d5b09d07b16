/**
 * The journeys: what a person, a browser and third-party clients see of a deployed Lockspire, over
 * HTTP. The classes named {@code …IT} run in every container, those tagged {@code browser} in one;
 * the others start what they need. The library's own classes are deliberately not on the class
 * path.
 */
package dev.lockspire.it;
