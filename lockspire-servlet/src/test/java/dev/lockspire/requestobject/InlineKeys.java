package dev.lockspire.requestobject;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.lockspire.client.Client;
import dev.lockspire.remotejwks.KeyAttempt;
import dev.lockspire.remotejwks.KeysUnavailable;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The keys that clients registered by value. */
public final class InlineKeys implements Function<Client, KeyAttempt> {

  @Override
  public KeyAttempt apply(Client client) {
    return new KeyAttempt() {
      @Override
      public List<JWK> keys() {
        Map<String, Object> jwks =
            client.jwks().orElseThrow(() -> new KeysUnavailable("client_jwks_missing"));
        try {
          return JWKSet.parse(jwks).getKeys();
        } catch (ParseException e) {
          throw new KeysUnavailable("client_jwks_invalid");
        }
      }

      @Override
      public boolean refresh() {
        return false;
      }

      @Override
      public void succeeded() {}

      @Override
      public void failed(KeyProblem problem, boolean kidPresent) {}
    };
  }
}
