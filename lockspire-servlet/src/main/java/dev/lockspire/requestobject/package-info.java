/**
 * Authorization requests that come as a JWT (RFC 9101): decrypted, verified and turned back into
 * parameters.
 *
 * <p>Floor 2. What the parameters ask for is judged by the endpoints.
 */
package dev.lockspire.requestobject;
