package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.UnexpectedAnswer;

/** What an answer must be for a unit to count. */
final class Expect {
  private Expect() {}

  static void status(int expected, Answer answer) {
    if (answer.status() != expected) {
      String error = answer.member("error").orElse("");
      String description = answer.member("error_description").orElse("");
      throw new UnexpectedAnswer(
          "status " + expected + " was expected: " + answer + ' ' + error + ' ' + description);
    }
  }

  static String member(String name, Answer answer) {
    status(200, answer);
    return answer
        .member(name)
        .orElseThrow(() -> new UnexpectedAnswer("an answer lacks " + name + ": " + answer));
  }
}
