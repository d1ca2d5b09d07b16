package dev.lockspire.http;

import java.util.function.Supplier;

/**
 * Observes the rules of a surface as they pass or fail, so that a refusal can be explained rule by
 * rule. {@link #OFF} observes nothing and costs nothing.
 */
public interface RuleTrace {
  RuleTrace OFF =
      new RuleTrace() {
        @Override
        public <T> T check(Rule rule, Supplier<T> check) {
          return check.get();
        }

        @Override
        public String refused(OAuthError error) {
          return "";
        }
      };

  /** Runs {@code check} and hands on what it established or the refusal it threw. */
  <T> T check(Rule rule, Supplier<T> check);

  /** As {@link #check} for a rule that establishes nothing. */
  default void require(Rule rule, Runnable check) {
    check(
        rule,
        () -> {
          check.run();
          return rule;
        });
  }

  /**
   * Tells that the request is refused, where a surface writes the answer itself instead of
   * throwing. Of several the first counts: it is the one that says why.
   *
   * @return the id by which the refusal can be looked up; empty when nobody observes
   */
  String refused(OAuthError error);
}
