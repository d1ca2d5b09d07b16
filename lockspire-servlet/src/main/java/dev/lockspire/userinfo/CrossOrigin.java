package dev.lockspire.userinfo;

import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Reply;

/** Lets scripts of any origin call and read (Fetch standard, CORS protocol), without cookies. */
final class CrossOrigin {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String ANY = "*";
  private static final String EXPOSE = "Access-Control-Expose-Headers";
  private static final String EXPOSED = "WWW-Authenticate, DPoP-Nonce";

  private CrossOrigin() {}

  /** The answer to what a browser asks before it sends a token. */
  static Reply preflight() {
    return Reply.empty(204)
        .withHeader(ALLOW_ORIGIN, ANY)
        .withHeader("Access-Control-Allow-Methods", "GET, POST")
        .withHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP")
        .withHeader("Access-Control-Max-Age", "600");
  }

  static Reply readable(Reply reply) {
    return reply.withHeader(ALLOW_ORIGIN, ANY).withHeader(EXPOSE, EXPOSED);
  }

  static OAuthError readable(OAuthError refused) {
    return refused.withHeader(ALLOW_ORIGIN, ANY).withHeader(EXPOSE, EXPOSED);
  }
}
