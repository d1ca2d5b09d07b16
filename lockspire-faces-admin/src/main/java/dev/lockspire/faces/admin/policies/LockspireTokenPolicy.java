package dev.lockspire.faces.admin.policies;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.TokenFormat;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Locale;

/** What access tokens look like, and how long a chain of delegation may be. */
@Named
@ViewScoped
public class LockspireTokenPolicy implements PolicyPage, Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Console console;

  private final PolicyForm form = new PolicyForm();
  private String depth = "";

  @PostConstruct
  void load() {
    ServerPolicy now = console.admin().policy().current();
    form.setValue(now.accessTokenFormat().wireName());
    depth = Integer.toString(now.maxDelegationDepth());
  }

  /** Saves both; a problem with the first leaves the second as it was. */
  public void save() {
    TokenFormat wanted = chosen();
    AdminResult<ServerPolicy> saved =
        console.admin().policy().putAccessTokenFormat(wanted, console.actor());
    if (saved instanceof AdminResult.Ok<ServerPolicy>) {
      saved =
          console.admin().policy().putMaxDelegationDepth(Integer.parseInt(depth), console.actor());
    }
    form.getFeedback().settle(saved, console.texts(), "policies.saved");
  }

  @Override
  public void preview() {
    form.preview(wanted(), console);
  }

  @Override
  public void export(String format) {
    PolicyForm.export(wanted(), format, console);
  }

  private ServerPolicy wanted() {
    return console.admin().policy().current().withAccessTokenFormat(chosen());
  }

  private TokenFormat chosen() {
    return TokenFormat.valueOf(form.getValue().toUpperCase(Locale.ROOT));
  }

  @Override
  public PolicyForm getForm() {
    return form;
  }

  public String getDepth() {
    return depth;
  }

  public void setDepth(String depth) {
    this.depth = depth;
  }
}
