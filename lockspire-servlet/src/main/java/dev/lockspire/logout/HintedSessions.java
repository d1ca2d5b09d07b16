package dev.lockspire.logout;

import dev.lockspire.client.Client;
import dev.lockspire.client.Clients;
import dev.lockspire.minting.PairwiseSubjects;
import java.util.Optional;

/** Tells whose session a hint speaks of: a pairwise client names people in its own way. */
final class HintedSessions {
  private final Clients clients;
  private final PairwiseSubjects subjects;

  HintedSessions(Clients clients, PairwiseSubjects subjects) {
    this.clients = clients;
    this.subjects = subjects;
  }

  /**
   * True when {@code hint} speaks of the session {@code here}: the same person, as the application
   * knows them, and the same {@code sid} if it has one.
   */
  boolean mean(HintedSession hint, Session here) {
    Optional<String> known = here.subject().map(account -> sub(hint, account));
    return known.equals(Optional.of(hint.subject()))
        && hint.sid().map(id -> here.sid().equals(Optional.of(id))).orElse(true);
  }

  private String sub(HintedSession hint, String account) {
    return client(hint).map(client -> subjects.of(client, account)).orElse(account);
  }

  /** What ends where nobody is signed in any more. No pairwise subject leads back to an account. */
  Session withoutBrowser(HintedSession hint) {
    boolean pairwise = client(hint).filter(Client::isPairwise).isPresent();
    return new Session(pairwise ? Optional.empty() : Optional.of(hint.subject()), hint.sid());
  }

  /** Whether it is still enabled or not: its ID tokens are as good as they were. */
  private Optional<Client> client(HintedSession hint) {
    return hint.clientId().flatMap(clients::find);
  }
}
