package dev.lockspire;

import dev.lockspire.client.Client;
import dev.lockspire.clientauth.ClientAuthenticator;
import dev.lockspire.clientauth.ExaminedClient;
import dev.lockspire.http.Call;
import dev.lockspire.http.RequestTrace;
import dev.lockspire.par.PushingClient;
import dev.lockspire.replay.SingleUse;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.token.TokenCaller;
import java.util.Optional;
import java.util.function.Function;

/** The authenticator's two halves, as the token and the push endpoint ask for them. */
record ExaminedCaller(
    Call call, ExaminedClient examined, ClientAuthenticator authenticator, RequestTrace trace)
    implements TokenCaller, PushingClient {

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

  @Override
  public SingleUses.Fresh claim(Function<Optional<SingleUse.AssertionId>, SingleUses.Fresh> step) {
    SingleUses.Fresh fresh = authenticator.claim(call, examined, step);
    trace.calledBy(client().clientId());
    return fresh;
  }
}
