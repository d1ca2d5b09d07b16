package dev.lockspire.interaction;

import java.util.List;

/** What the person decided on the consent page. */
public sealed interface Decision {

  /**
   * They allow it.
   *
   * @param remember whether the decision stands for later requests
   * @param scopes the scopes they left ticked; empty means all that were asked for
   */
  record Approve(boolean remember, List<String> scopes) implements Decision {
    public Approve {
      scopes = List.copyOf(scopes);
    }
  }

  /** They refuse. */
  record Deny() implements Decision {}
}
