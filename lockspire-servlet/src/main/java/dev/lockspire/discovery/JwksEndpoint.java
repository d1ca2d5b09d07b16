package dev.lockspire.discovery;

import dev.lockspire.http.AcceptHeader;
import dev.lockspire.http.Call;
import dev.lockspire.http.Endpoint;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.PublicDocument;
import dev.lockspire.http.Reply;
import dev.lockspire.keys.PublishedKeySet;
import dev.lockspire.keys.PublishedKeys;
import dev.lockspire.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /jwks}: the server's public keys (RFC 7517 §5), as {@code application/jwk-set+json}
 * for those who ask for it and as plain JSON for everybody else.
 */
public final class JwksEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(JwksEndpoint.class);
  private static final String JWK_SET = "application/jwk-set+json";

  private final PublishedKeys keys;
  private volatile Rendered rendered;

  private record Rendered(PublishedKeySet set, PublicDocument plain, PublicDocument jwkSet) {}

  public JwksEndpoint(PublishedKeys keys) {
    this.keys = keys;
  }

  /**
   * @throws OAuthError 500 {@code server_error} when the keys cannot be read
   */
  @Override
  public Reply handle(Call call) {
    Rendered current = current();
    return (AcceptHeader.names(call.headers(), JWK_SET) ? current.jwkSet() : current.plain())
        .answer(call);
  }

  private Rendered current() {
    PublishedKeySet set = published();
    Rendered known = rendered;
    if (known == null || !known.set().equals(set)) {
      byte[] json = set.jwks();
      known =
          new Rendered(
              set,
              new PublicDocument("application/json", json).negotiated(),
              new PublicDocument(JWK_SET, json).negotiated());
      rendered = known;
    }
    return known;
  }

  private PublishedKeySet published() {
    try {
      return keys.current();
    } catch (StorageFailure e) {
      LOG.error("The key set cannot be read", e);
      throw OAuthError.serverError("key_store_failed", "The keys cannot be read just now.");
    }
  }
}
