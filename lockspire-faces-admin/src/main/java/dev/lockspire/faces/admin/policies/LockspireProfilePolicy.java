package dev.lockspire.faces.admin.policies;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

/** Which FAPI 2.0 profile holds for clients that choose none. */
@Named
@ViewScoped
public class LockspireProfilePolicy extends ChosenPolicy<SecurityProfile> {
  private static final long serialVersionUID = 1L;

  @Override
  SecurityProfile of(ServerPolicy policy) {
    return policy.securityProfile();
  }

  @Override
  ServerPolicy with(ServerPolicy policy, SecurityProfile wanted) {
    return policy.withSecurityProfile(wanted);
  }

  @Override
  boolean refusesRequests(SecurityProfile wanted) {
    return wanted.isFapi();
  }

  @Override
  AdminResult<ServerPolicy> put(SecurityProfile wanted) {
    return console.admin().policy().putSecurityProfile(wanted, console.actor());
  }

  /** A FAPI profile needs fit keys; what is missing is said as its readiness says it. */
  @Override
  void settle(AdminResult<ServerPolicy> result) {
    if (result instanceof AdminResult.Invalid<ServerPolicy> invalid) {
      invalid
          .errors()
          .forEach(
              error ->
                  getForm()
                      .getFeedback()
                      .refuse("value", console.texts().get("policies.missing." + error.reason())));
    } else {
      super.settle(result);
    }
  }
}
