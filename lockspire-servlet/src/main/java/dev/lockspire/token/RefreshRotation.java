package dev.lockspire.token;

import dev.lockspire.audit.AuditEvent;
import dev.lockspire.minting.AccessToken;
import java.util.List;

/**
 * What rotating a refresh token writes.
 *
 * @param refresh its successor
 * @param access the access token
 * @param scopes of the access token; the successor keeps all that was granted
 * @param audience of the access token; the successor keeps all that was granted
 * @param successorSealed what is handed out again within the grace window; null when it is off
 * @param event the evidence
 */
@SuppressWarnings("ArrayRecordComponent")
record RefreshRotation(
    NewRefreshToken refresh,
    AccessToken access,
    List<String> scopes,
    List<String> audience,
    byte[] successorSealed,
    AuditEvent event) {

  @Override
  public String toString() {
    return "RefreshRotation[***]";
  }
}
