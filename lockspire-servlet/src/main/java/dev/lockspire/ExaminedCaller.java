package dev.lockspire;

import dev.lockspire.client.Client;
import dev.lockspire.clientauth.ClientAuthenticator;
import dev.lockspire.clientauth.ExaminedClient;
import dev.lockspire.http.Call;
import dev.lockspire.http.RequestTrace;
import dev.lockspire.replay.SingleUse;
import dev.lockspire.token.TokenCaller;
import java.util.Optional;

/** The authenticator's two halves, as the token endpoint asks for them. */
record ExaminedCaller(
    Call call, ExaminedClient examined, ClientAuthenticator authenticator, RequestTrace trace)
    implements TokenCaller {

  @Override
  public Client client() {
    return examined.client();
  }

  @Override
  public boolean claim(Optional<SingleUse.Proof> proof) {
    boolean isNew = authenticator.claim(call, examined, proof);
    trace.calledBy(client().clientId());
    return isNew;
  }
}
