package dev.lockspire.it.desk;

import dev.lockspire.protect.AccessToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Lives as long as the application; what it is given is the token of the request at hand. */
// snippet: injected
@ApplicationScoped
public class TokenKeeper {
  @Inject private AccessToken token;

  public String describe() {
    return token.clientId() + " " + token.jti().orElseThrow();
  }
}
// end snippet
