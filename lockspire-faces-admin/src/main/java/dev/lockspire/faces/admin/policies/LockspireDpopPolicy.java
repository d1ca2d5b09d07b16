package dev.lockspire.faces.admin.policies;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.policy.DpopPolicy;
import dev.lockspire.policy.ServerPolicy;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

/** Whether tokens must be bound to a key (RFC 9449). */
@Named
@ViewScoped
public class LockspireDpopPolicy extends ChosenPolicy<DpopPolicy> {
  private static final long serialVersionUID = 1L;

  @Override
  DpopPolicy of(ServerPolicy policy) {
    return policy.dpopPolicy();
  }

  @Override
  ServerPolicy with(ServerPolicy policy, DpopPolicy wanted) {
    return policy.withDpopPolicy(wanted);
  }

  @Override
  boolean refusesRequests(DpopPolicy wanted) {
    return wanted == DpopPolicy.DPOP;
  }

  @Override
  AdminResult<ServerPolicy> put(DpopPolicy wanted) {
    return console.admin().policy().putDpop(wanted, console.actor());
  }
}
