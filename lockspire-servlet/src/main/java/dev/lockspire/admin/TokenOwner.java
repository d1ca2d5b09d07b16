package dev.lockspire.admin;

import java.util.Objects;

/** Whose tokens are to be revoked. */
public sealed interface TokenOwner {

  /** The text that the owner is known by; what a {@link Confirmation} names. */
  String name();

  /** Every token of one person, codes that were not redeemed included. */
  record Account(String accountId) implements TokenOwner {
    public Account {
      Objects.requireNonNull(accountId, "accountId");
    }

    @Override
    public String name() {
      return accountId;
    }
  }

  /** Every token of one client. */
  record OfClient(String clientId) implements TokenOwner {
    public OfClient {
      Objects.requireNonNull(clientId, "clientId");
    }

    @Override
    public String name() {
      return clientId;
    }
  }

  /** Every token of one browser session. */
  record Session(String sid) implements TokenOwner {
    public Session {
      Objects.requireNonNull(sid, "sid");
    }

    @Override
    public String name() {
      return sid;
    }
  }
}
