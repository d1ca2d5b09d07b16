package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.Cookies;
import dev.lockspire.bench.wire.UnexpectedAnswer;
import dev.lockspire.bench.wire.Visitor;
import java.net.URI;

/**
 * A whole code flow per unit, for a person who is signed in and whose consent is remembered:
 * authorize, any redirects inside the server, then the code's redemption (RFC 6749 §4.1).
 */
final class CodeFlow implements Visitor {
  private static final String SCOPE = "openid profile email";
  private static final int MOST_HOPS = 5;

  private final Provider provider;
  private final CodeClient client;
  private final Cookies cookies;
  private byte[] next;
  private long serial = 1;
  private int hops;
  private boolean redeeming;

  CodeFlow(Provider provider, CodeClient client, Cookies cookies) {
    this.provider = provider;
    this.client = client;
    this.cookies = cookies;
    begin();
  }

  private void begin() {
    hops = 0;
    redeeming = false;
    next = get(client.authorizationTarget(provider, SCOPE, serial++));
  }

  private byte[] get(String target) {
    return provider.requests().get(target, cookies.header());
  }

  @Override
  public byte[] request() {
    return next;
  }

  @Override
  public boolean answered(Answer answer) {
    if (redeeming) {
      Expect.member("access_token", answer);
      begin();
      return true;
    }
    cookies.accept(answer);
    URI location =
        answer
            .header("Location")
            .map(provider.issuer()::resolve)
            .orElseThrow(() -> new UnexpectedAnswer("no redirect while authorizing: " + answer));
    if (FlowClient.isRedirectUri(location)) {
      redeeming = true;
      next = client.redemption(provider, FlowClient.code(location));
    } else if (++hops > MOST_HOPS) {
      throw new UnexpectedAnswer("authorizing takes too many redirects: " + location.getPath());
    } else {
      next = get(Browser.target(location));
    }
    return false;
  }
}
