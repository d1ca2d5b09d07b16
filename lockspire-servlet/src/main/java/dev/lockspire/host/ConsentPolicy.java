package dev.lockspire.host;

/**
 * Optional seam: lets the host decide whether a person has to be asked at all.
 *
 * <p>Asked after the protocol's own rules: it cannot skip what {@code prompt=consent} demands, and
 * only {@link Decision#SKIP} of a confidential client is honoured.
 */
@FunctionalInterface
public interface ConsentPolicy {

  /** What to do about consent. */
  enum Decision {
    /** No opinion: ask unless a remembered consent covers the request. */
    DEFAULT,
    /** Grant without asking: a first-party application. */
    SKIP,
    /** Ask even if a remembered consent covers the request. */
    REQUIRE,
    /** Refuse: the application gets {@code access_denied}. */
    DENY
  }

  Decision decide(Account account, AuthorizationContext context);

  /** No opinion on anything. */
  static ConsentPolicy standard() {
    return (account, context) -> Decision.DEFAULT;
  }
}
