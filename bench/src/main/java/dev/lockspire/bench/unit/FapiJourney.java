package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.Cookies;
import dev.lockspire.bench.wire.UnexpectedAnswer;
import dev.lockspire.bench.wire.Visitor;
import java.net.URI;

/**
 * The way of a FAPI 2.0 client to its tokens, for a person who is signed in and whose consent is
 * remembered: push, authorize by reference, redeem. A unit may end after any of the three, so that
 * the cost of each can be told.
 */
final class FapiJourney implements Visitor {
  private static final String SCOPE = "openid profile email";

  private final Provider provider;
  private final FapiClient client;
  private final Cookies cookies;
  private final Step last;
  private Step step = Step.PUSH;
  private String place = "";
  private long serial = 1;

  enum Step {
    PUSH,
    AUTHORIZE,
    REDEEM
  }

  /**
   * @param last the step that ends a unit
   */
  FapiJourney(Provider provider, FapiClient client, Cookies cookies, Step last) {
    this.provider = provider;
    this.client = client;
    this.cookies = cookies;
    this.last = last;
  }

  @Override
  public byte[] request() {
    return switch (step) {
      case PUSH -> client.push(provider, SCOPE, serial++);
      case AUTHORIZE -> provider.requests().get(place, cookies.header());
      case REDEEM -> client.redemption(provider, place);
    };
  }

  @Override
  public boolean answered(Answer answer) {
    if (step != Step.AUTHORIZE && client.mustSendAgain(answer)) {
      return false;
    }
    boolean ended = step == last;
    Step next = after(answer);
    step = ended ? Step.PUSH : next;
    return ended;
  }

  private Step after(Answer answer) {
    return switch (step) {
      case PUSH -> {
        place = client.target(provider, answer);
        yield Step.AUTHORIZE;
      }
      case AUTHORIZE -> {
        place = code(answer);
        yield Step.REDEEM;
      }
      case REDEEM -> {
        Expect.member("access_token", answer);
        yield Step.PUSH;
      }
    };
  }

  private String code(Answer answer) {
    cookies.accept(answer);
    return answer
        .header("Location")
        .map(URI::create)
        .filter(FlowClient::isRedirectUri)
        .map(FlowClient::code)
        .orElseThrow(
            () -> new UnexpectedAnswer("authorizing by reference ends elsewhere: " + answer));
  }
}
