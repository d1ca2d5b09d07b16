package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.policy.DpopPolicy;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.Readiness;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.TokenFormat;

/**
 * Server policy for operators. Each command replaces its own value and keeps the rest; saving what
 * already holds succeeds and leaves no evidence.
 */
public final class PolicyAdmin {
  PolicyAdmin(AdminFoundation foundation) {}

  public ServerPolicy current() {
    throw new UnsupportedOperationException();
  }

  /** Whether a FAPI profile could be entered, and what is missing. */
  public Readiness readiness() {
    throw new UnsupportedOperationException();
  }

  /** Whom a change would reach. */
  public PolicyEffects effects() {
    throw new UnsupportedOperationException();
  }

  public AdminResult<ServerPolicy> putPar(ParPolicy policy, Actor actor) {
    throw new UnsupportedOperationException();
  }

  public AdminResult<ServerPolicy> putDpop(DpopPolicy policy, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /**
   * Entering a FAPI profile is {@link AdminResult.Invalid} with one error per missing key: {@code
   * security_profile: missing_compliant_active_key}. Leaving is always allowed.
   */
  public AdminResult<ServerPolicy> putSecurityProfile(SecurityProfile profile, Actor actor) {
    throw new UnsupportedOperationException();
  }

  public AdminResult<ServerPolicy> putAccessTokenFormat(TokenFormat format, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param depth 0 to 5, otherwise {@code max_delegation_depth: invalid_max_delegation_depth}
   */
  public AdminResult<ServerPolicy> putMaxDelegationDepth(int depth, Actor actor) {
    throw new UnsupportedOperationException();
  }

  public AdminResult<ServerPolicy> putRegistration(
      ServerPolicy.Registration registration, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /**
   * Replaces the named values: {@code {"par_policy": "required"}}. Unknown names and impossible
   * values are all reported.
   */
  public AdminResult<ServerPolicy> put(String json, Actor actor) {
    throw new UnsupportedOperationException();
  }
}
