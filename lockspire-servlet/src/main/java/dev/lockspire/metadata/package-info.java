/**
 * How a mounted surface says what it offers: each contributes its own members to the server
 * metadata, under the conditions that make them true.
 *
 * <p>Floor 2.
 */
package dev.lockspire.metadata;
