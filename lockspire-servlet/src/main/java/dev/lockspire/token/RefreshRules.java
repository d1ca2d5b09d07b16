package dev.lockspire.token;

import dev.lockspire.client.Client;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.RuleTrace;
import java.time.Instant;
import java.util.List;

/**
 * The checks on a presented refresh token. Reuse is looked for before anything that the request
 * asks for, so that no detail of a request can keep it from being noticed.
 */
final class RefreshRules {
  private final RefreshTokenStore tokens;
  private final GraceWindow grace;
  private final RuleTrace trace;

  RefreshRules(RefreshTokenStore tokens, GraceWindow grace, RuleTrace trace) {
    this.tokens = tokens;
    this.grace = grace;
    this.trace = trace;
  }

  /**
   * What the presented token may be used for, as the database has it now.
   *
   * @throws OAuthError when it is unknown, another client's, or expired without having been used
   */
  RefreshUse use(RefreshRequest request, Client client, Instant now) {
    StoredRefreshToken token =
        trace.check(
            RefreshRule.TOKEN_IS_KNOWN,
            () ->
                tokens
                    .find(request.refreshToken(), now)
                    .orElseThrow(() -> refused("refresh_token_not_found")));
    trace.require(RefreshRule.TOKEN_IS_THIS_CLIENTS, () -> issuedTo(client, token));
    trace.require(RefreshRule.TOKEN_HAS_A_FAMILY, () -> hasFamily(token));
    trace.require(RefreshRule.TOKEN_IS_FRESH, () -> fresh(token, now));
    if (token.isUsed()) {
      return usedBefore(request, token, now);
    }
    trace.require(RefreshRule.TOKEN_IS_UNUSED, () -> {});
    return new RefreshUse.First(token);
  }

  private static void issuedTo(Client client, StoredRefreshToken token) {
    if (!token.clientId().equals(client.clientId())) {
      throw refused("client_mismatch");
    }
  }

  private static void hasFamily(StoredRefreshToken token) {
    if (token.familyId() == null) {
      throw OAuthError.serverError("missing_family_id", "The refresh token cannot be rotated.");
    }
  }

  /** A used token is judged as such even when it has expired: its family may be alive. */
  private static void fresh(StoredRefreshToken token, Instant now) {
    if (!token.isUsed() && !token.expiresAt().isAfter(now)) {
      throw refused("refresh_token_expired");
    }
  }

  private RefreshUse usedBefore(RefreshRequest request, StoredRefreshToken token, Instant now) {
    if (grace.covers(token, now) && tokens.hasLiveSuccessor(token)) {
      return grace
          .open(request.refreshToken(), token)
          .<RefreshUse>map(successor -> new RefreshUse.Retry(token, successor))
          .orElseGet(() -> new RefreshUse.Reuse(token));
    }
    return new RefreshUse.Reuse(token);
  }

  /**
   * The scopes of the new access token: those asked for, all that were granted otherwise.
   *
   * @throws OAuthError {@code invalid_scope} when more is asked for than was granted
   */
  List<String> scopes(RefreshRequest request, GrantedAccess granted) {
    return trace.check(
        RefreshRule.SCOPES_WERE_GRANTED,
        () -> {
          List<String> asked = request.scopes().orElse(granted.scopes());
          if (!granted.scopes().containsAll(asked)) {
            throw OAuthError.invalidScope(
                "scope_exceeds_grant", "More scope is asked for than was granted.");
          }
          return asked;
        });
  }

  /** One description for all: which check failed is nobody's business but the operator's. */
  static OAuthError refused(String reason) {
    return OAuthError.invalidGrant(reason, "The refresh token cannot be used.");
  }
}
