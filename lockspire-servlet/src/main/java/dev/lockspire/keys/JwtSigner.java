package dev.lockspire.keys;

import dev.lockspire.policy.SigningAlgorithm;

/** Signs compact JWTs with the server's own active keys (RFC 7515 §3.1). */
public interface JwtSigner {

  /**
   * @param algorithm which active key signs
   * @param type the {@code typ} header: {@code JWT}, {@code at+jwt}
   * @param claims the payload as JSON
   * @return the compact serialization
   * @throws dev.lockspire.http.OAuthError 500 {@code server_error} when no active key of that
   *     algorithm exists ({@code signing_key_not_found}) or it cannot sign ({@code
   *     token_signing_failed})
   */
  String sign(SigningAlgorithm algorithm, String type, byte[] claims);
}
