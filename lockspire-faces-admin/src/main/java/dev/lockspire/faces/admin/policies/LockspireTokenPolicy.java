package dev.lockspire.faces.admin.policies;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.TokenFormat;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

/** What access tokens look like, and how long a chain of delegation may be. */
@Named
@ViewScoped
public class LockspireTokenPolicy extends ChosenPolicy<TokenFormat> {
  private static final long serialVersionUID = 1L;

  private String depth = "";

  @PostConstruct
  @Override
  void load() {
    super.load();
    depth = Integer.toString(console.admin().policy().current().maxDelegationDepth());
  }

  @Override
  TokenFormat of(ServerPolicy policy) {
    return policy.accessTokenFormat();
  }

  @Override
  ServerPolicy with(ServerPolicy policy, TokenFormat wanted) {
    return policy.withAccessTokenFormat(wanted);
  }

  @Override
  boolean refusesRequests(TokenFormat wanted) {
    return false;
  }

  /** Saves both; a problem with the first leaves the second as it was. */
  @Override
  AdminResult<ServerPolicy> put(TokenFormat wanted) {
    AdminResult<ServerPolicy> saved =
        console.admin().policy().putAccessTokenFormat(wanted, console.actor());
    return saved instanceof AdminResult.Ok<ServerPolicy>
        ? console.admin().policy().putMaxDelegationDepth(Integer.parseInt(depth), console.actor())
        : saved;
  }

  public String getDepth() {
    return depth;
  }

  public void setDepth(String depth) {
    this.depth = depth;
  }
}
