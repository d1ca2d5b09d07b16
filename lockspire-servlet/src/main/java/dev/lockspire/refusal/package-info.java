/**
 * Why requests were refused: taken down off the request path, redacted, kept for a bounded time and
 * in bounded number, so that an operator can have any refusal explained rule by rule.
 */
package dev.lockspire.refusal;
