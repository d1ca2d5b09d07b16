package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.ClosedLoop;
import dev.lockspire.bench.wire.UnexpectedAnswer;
import dev.lockspire.bench.wire.Visitor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** One request and its answer, outside of every measurement. */
public final class Exchange implements Visitor {
  private static final ClosedLoop.Bounds ONE = new ClosedLoop.Bounds(1, Duration.ofSeconds(10));

  private final byte[] request;
  private Answer answer;

  private Exchange(byte[] request) {
    this.request = request;
  }

  public static Answer of(InetSocketAddress server, byte[] request) {
    Exchange exchange = new Exchange(request);
    new ClosedLoop(server).run(List.of(exchange), ONE);
    return exchange.answer;
  }

  /**
   * @throws UnexpectedAnswer unless the status is 200
   */
  static Answer once(Provider provider, byte[] request) {
    Answer answer = of(provider.address(), request);
    Expect.status(200, answer);
    return answer;
  }

  @Override
  public byte[] request() {
    return request;
  }

  @Override
  public boolean answered(Answer arrived) {
    answer = arrived;
    return true;
  }
}
