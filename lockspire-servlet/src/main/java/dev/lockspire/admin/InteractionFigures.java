package dev.lockspire.admin;

import dev.lockspire.interaction.Interaction;

/** How many interactions stand where, by the clock; counted over the newest 10 000. */
public record InteractionFigures(
    Count pendingLogin, Count pendingConsent, Count completed, Count denied, Count expired) {

  /** Of {@code status}. */
  public Count of(Interaction.Status status) {
    return switch (status) {
      case PENDING_LOGIN -> pendingLogin;
      case PENDING_CONSENT -> pendingConsent;
      case COMPLETED -> completed;
      case DENIED -> denied;
      case EXPIRED -> expired;
    };
  }

  /** All of them. */
  public Count total() {
    return pendingLogin.plus(pendingConsent).plus(completed).plus(denied).plus(expired);
  }
}
