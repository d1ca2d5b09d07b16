package dev.lockspire.authorize;

import dev.lockspire.client.Client;
import dev.lockspire.http.Call;
import dev.lockspire.http.Reply;
import dev.lockspire.minting.JarmMint;
import java.util.Map;

/**
 * A response as one JWT, in the parameter {@code response} of another mode (JARM §2.3).
 *
 * @param delivery how that parameter is delivered
 * @param longest how many characters it may have
 */
record JwtMode(ResponseMode delivery, JarmMint jarm, int longest) implements ResponseMode {

  @Override
  public String name() {
    return delivery.name() + ".jwt";
  }

  @Override
  public Map<String, String> protect(String issuer, Client client, Map<String, String> parameters) {
    return Map.of("response", jarm.mint(client, issuer, parameters, longest));
  }

  @Override
  public void requireKeys(Client client) {
    jarm.requireKeys(client);
  }

  @Override
  public Reply deliver(Call call, ResponseTarget target, Map<String, String> parameters) {
    return delivery.deliver(call, target, parameters);
  }
}
