package dev.lockspire.token;

import dev.lockspire.audit.AuditEvent;
import dev.lockspire.minting.AccessToken;
import dev.lockspire.rar.AuthorizationDetails;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What redeeming a code writes.
 *
 * @param access the access token
 * @param audience its audience
 * @param authorizationDetails what it is good for beyond scopes
 * @param refresh the first refresh token, when one is due
 * @param familyId random id that the refresh token's family will share
 * @param sessionUntil how long the client counts as a member of the browser session
 * @param event the evidence
 */
record CodeRedemption(
    AccessToken access,
    List<String> audience,
    AuthorizationDetails authorizationDetails,
    Optional<NewRefreshToken> refresh,
    String familyId,
    Instant sessionUntil,
    AuditEvent event) {}
