package dev.lockspire.demo.provider;

import java.time.Instant;
import java.util.List;

/** What people granted to apps, as the account page needs it. */
public interface Consents {

  /**
   * One grant.
   *
   * @param grant its id
   * @param clientId the app
   * @param clientName the app's name
   * @param scopes what it may do
   * @param grantedAt since when
   * @param remembered whether the app may come back without asking
   * @param active false once it was revoked
   */
  record ConnectedApp(
      long grant,
      String clientId,
      String clientName,
      List<String> scopes,
      Instant grantedAt,
      boolean remembered,
      boolean active) {
    public ConnectedApp {
      scopes = List.copyOf(scopes);
    }
  }

  /** The grants of a person, newest first. */
  List<ConnectedApp> of(String subject);

  /**
   * Ends a grant and every token that came of it.
   *
   * @return false when there is no such grant of this person
   */
  boolean revoke(long grant, String subject);
}
