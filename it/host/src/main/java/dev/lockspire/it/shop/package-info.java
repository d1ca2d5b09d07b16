/**
 * The shop of the README: an ordinary web application with people, a login and an API of its own.
 * What the README shows of it is what stands here, held by a test.
 */
package dev.lockspire.it.shop;
