package dev.lockspire.interaction;

import dev.lockspire.rar.AuthorizationDetails;
import java.util.List;
import java.util.Optional;

/** What the person decided on the consent page. */
public sealed interface Decision {

  /**
   * They allow it.
   *
   * @param remember whether the decision stands for later requests
   * @param scopes the scopes they left ticked; empty means all that were asked for
   * @param details what they left of the authorization details, not yet approved; absent means all
   *     that were asked for
   */
  record Approve(boolean remember, List<String> scopes, Optional<AuthorizationDetails> details)
      implements Decision {
    public Approve {
      scopes = List.copyOf(scopes);
    }
  }

  /** They refuse. */
  record Deny() implements Decision {}
}
