package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.UnexpectedAnswer;
import dev.lockspire.bench.wire.Visitor;

/** The same request again and again; a unit is one answer that holds what it should. */
public final class FixedRequest implements Visitor {
  private final byte[] request;
  private final String expected;

  /**
   * @param expected stands somewhere in every right answer
   */
  public FixedRequest(byte[] request, String expected) {
    this.request = request;
    this.expected = expected;
  }

  @Override
  public byte[] request() {
    return request;
  }

  @Override
  public boolean answered(Answer answer) {
    Expect.status(200, answer);
    if (!answer.body().contains(expected)) {
      throw new UnexpectedAnswer("an answer lacks " + expected + ": " + answer);
    }
    return true;
  }
}
