package dev.lockspire.faces.admin.policies;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.ServerPolicy;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

/** Whether authorization requests must be pushed first (RFC 9126). */
@Named
@ViewScoped
public class LockspireParPolicy extends ChosenPolicy<ParPolicy> {
  private static final long serialVersionUID = 1L;

  @Override
  ParPolicy of(ServerPolicy policy) {
    return policy.parPolicy();
  }

  @Override
  ServerPolicy with(ServerPolicy policy, ParPolicy wanted) {
    return policy.withParPolicy(wanted);
  }

  @Override
  boolean refusesRequests(ParPolicy wanted) {
    return wanted == ParPolicy.REQUIRED;
  }

  @Override
  AdminResult<ServerPolicy> put(ParPolicy wanted) {
    return console.admin().policy().putPar(wanted, console.actor());
  }
}
