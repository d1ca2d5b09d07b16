package dev.lockspire.introspection;

import dev.lockspire.http.Reply;

/** How a caller is answered: as JSON (RFC 7662 §2.2) or as a JWT (RFC 9701 §5). */
@FunctionalInterface
interface ResponseForm {

  /** What introspection said, in JSON. */
  ResponseForm JSON = said -> Reply.json(200, said);

  /**
   * @throws dev.lockspire.http.OAuthError 500 {@code server_error} when it cannot be put into this
   *     form
   */
  Reply of(byte[] said);
}
