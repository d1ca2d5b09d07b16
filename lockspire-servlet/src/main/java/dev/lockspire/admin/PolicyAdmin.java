package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.client.FieldError;
import dev.lockspire.client.ReadinessErrors;
import dev.lockspire.policy.DpopPolicy;
import dev.lockspire.policy.MessageSigning;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.PolicyDocumentRefused;
import dev.lockspire.policy.PolicyUpdate;
import dev.lockspire.policy.Readiness;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.ServerPolicyDocument;
import dev.lockspire.policy.TokenFormat;
import java.io.Writer;
import java.util.function.UnaryOperator;

/**
 * Server policy for operators. Each command replaces its own value and keeps the rest; saving what
 * already holds succeeds and leaves no evidence.
 */
public final class PolicyAdmin {
  private static final int DEEPEST = 5;

  private final AdminFoundation foundation;
  private final ClientOverrides overrides;
  private final PolicyPreview preview;

  PolicyAdmin(AdminFoundation foundation) {
    this.foundation = foundation;
    this.overrides = new ClientOverrides(foundation.database());
    this.preview = new PolicyPreview(foundation);
  }

  public ServerPolicy current() {
    return foundation.policies().current();
  }

  /** Whether a FAPI profile could be entered, and what is missing. */
  public Readiness readiness() {
    return foundation.keys().check();
  }

  /** Whom a change would reach. */
  public PolicyEffects effects() {
    return overrides.effects();
  }

  /**
   * Which active clients would be refused, or would get other tokens, if {@code wanted} held
   * instead of {@link #current}; judged by what is registered and by the requests of the last days.
   */
  public PolicyImpact impact(ServerPolicy wanted) {
    return preview.of(wanted);
  }

  /**
   * The clients of {@link #impact} that come after those it told of.
   *
   * @param position {@link PolicyImpact#next}, or that of the page before; anything else is the
   *     beginning
   */
  public Listing<AffectedClient> impact(ServerPolicy wanted, Position position) {
    return preview.page(wanted, position);
  }

  /**
   * Writes every client of {@link #impact}, one line for each requirement,, at most {@link
   * AuditAdmin#MOST_EXPORTED}; recorded as {@code list_exported}.
   *
   * @return how many rows were written
   * @throws java.io.UncheckedIOException when {@code out} takes no more
   */
  public AdminResult<Integer> exportImpact(
      ServerPolicy wanted, ExportFormat format, Writer out, Actor actor) {
    return preview.export(wanted, format, out, actor);
  }

  public AdminResult<ServerPolicy> putPar(ParPolicy policy, Actor actor) {
    return put(before -> before.withParPolicy(policy), actor);
  }

  public AdminResult<ServerPolicy> putDpop(DpopPolicy policy, Actor actor) {
    return put(before -> before.withDpopPolicy(policy), actor);
  }

  /**
   * Entering a FAPI profile is {@link AdminResult.Invalid} with one error per missing key: {@code
   * security_profile: missing_compliant_active_key}. Leaving is always allowed.
   */
  public AdminResult<ServerPolicy> putSecurityProfile(SecurityProfile profile, Actor actor) {
    return put(before -> before.withSecurityProfile(profile), actor);
  }

  /** What clients under the Message Signing profile must sign or have signed; all three at once. */
  public AdminResult<ServerPolicy> putMessageSigning(MessageSigning demands, Actor actor) {
    return put(before -> before.withMessageSigning(demands), actor);
  }

  public AdminResult<ServerPolicy> putAccessTokenFormat(TokenFormat format, Actor actor) {
    return put(before -> before.withAccessTokenFormat(format), actor);
  }

  /**
   * @param depth 0 to 5, otherwise {@code max_delegation_depth: invalid_max_delegation_depth}
   */
  public AdminResult<ServerPolicy> putMaxDelegationDepth(int depth, Actor actor) {
    return Command.by(
        actor,
        () ->
            depth < 0 || depth > DEEPEST
                ? AdminResult.invalid(
                    "max_delegation_depth", "invalid_max_delegation_depth", "0 to 5")
                : saved(before -> before.withMaxDelegationDepth(depth), actor));
  }

  public AdminResult<ServerPolicy> putRegistration(
      ServerPolicy.Registration registration, Actor actor) {
    return put(before -> before.withRegistration(registration), actor);
  }

  /**
   * Replaces the named values: {@code {"par_policy": "required"}}. Unknown names and impossible
   * values are all reported.
   */
  public AdminResult<ServerPolicy> put(String json, Actor actor) {
    return Command.by(
        actor,
        () -> {
          try {
            ServerPolicyDocument document = ServerPolicyDocument.parse(json);
            return saved(document::applyTo, actor);
          } catch (PolicyDocumentRefused refused) {
            return new AdminResult.Invalid<>(
                refused.problems().stream()
                    .map(p -> new FieldError(p.field(), p.reason(), p.detail()))
                    .toList());
          }
        });
  }

  private AdminResult<ServerPolicy> put(UnaryOperator<ServerPolicy> change, Actor actor) {
    return Command.by(actor, () -> saved(change, actor));
  }

  private AdminResult<ServerPolicy> saved(UnaryOperator<ServerPolicy> change, Actor actor) {
    PolicyUpdate update = foundation.policies().update(change, actor);
    if (update instanceof PolicyUpdate.NotReady notReady) {
      return new AdminResult.Invalid<>(ReadinessErrors.of(notReady.readiness()));
    }
    return new AdminResult.Ok<>(
        update instanceof PolicyUpdate.Saved saved
            ? saved.policy()
            : ((PolicyUpdate.Unchanged) update).policy());
  }
}
