package dev.lockspire.keys;

import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.SigningAlgorithm;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs with whichever key is active at that moment. */
public final class ActiveKeySigner implements JwtSigner {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveKeySigner.class);
  private static final String DESCRIPTION = "The server is unable to issue tokens.";

  private final SigningKeys keys;

  public ActiveKeySigner(SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  public String sign(SigningAlgorithm algorithm, String type, byte[] claims) {
    LoadedKeys loaded = keys.current();
    ActiveKey key = loaded.active().get(algorithm);
    if (key == null) {
      String reason =
          loaded.hasActive(algorithm) ? "token_signing_failed" : "signing_key_not_found";
      throw OAuthError.serverError(reason, DESCRIPTION);
    }
    try {
      return key.sign(type, claims);
    } catch (GeneralSecurityException | RuntimeException e) {
      LOG.error("A token could not be signed with {}", algorithm.wireName(), e);
      throw OAuthError.serverError("token_signing_failed", DESCRIPTION);
    }
  }
}
