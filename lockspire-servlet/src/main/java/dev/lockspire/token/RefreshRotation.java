package dev.lockspire.token;

import dev.lockspire.audit.AuditEvent;

/**
 * What rotating a refresh token writes.
 *
 * @param refresh its successor
 * @param access the access token beside it
 * @param successorSealed the successor, to be handed out again within the grace window; null when
 *     it is off
 * @param event the evidence
 */
@SuppressWarnings("ArrayRecordComponent")
record RefreshRotation(
    NewRefreshToken refresh, RefreshedAccess access, byte[] successorSealed, AuditEvent event) {

  @Override
  public String toString() {
    return "RefreshRotation[***]";
  }
}
