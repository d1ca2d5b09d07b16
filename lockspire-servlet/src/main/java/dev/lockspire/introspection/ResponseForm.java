package dev.lockspire.introspection;

import dev.lockspire.http.Reply;
import java.util.function.Function;

/**
 * How a caller is answered: as JSON (RFC 7662 §2.2) or as a JWT (RFC 9701 §5).
 *
 * @param name {@code json} or {@code jwt}, for telemetry
 * @param reply makes the answer of what introspection said in JSON
 */
record ResponseForm(String name, Function<byte[], Reply> reply) {
  static final ResponseForm JSON = new ResponseForm("json", said -> Reply.json(200, said));

  /**
   * @throws dev.lockspire.http.OAuthError 500 {@code server_error} when it cannot be put into this
   *     form
   */
  Reply of(byte[] said) {
    return reply.apply(said);
  }
}
