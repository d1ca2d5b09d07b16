package dev.lockspire.faces.admin.policies;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Locale;

/** Which FAPI 2.0 profile holds for clients that choose none. */
@Named
@ViewScoped
public class LockspireProfilePolicy implements PolicyPage, Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Console console;

  private final PolicyForm form = new PolicyForm();

  @PostConstruct
  void load() {
    form.setValue(now().wireName());
  }

  /**
   * Saves what is chosen; a FAPI profile needs the tick, because it refuses requests, and fit keys.
   */
  public void save() {
    SecurityProfile wanted = chosen();
    if (form.mayGoAhead(wanted.isFapi() && now() != wanted, console.texts())) {
      settle(console.admin().policy().putSecurityProfile(wanted, console.actor()));
    }
  }

  private void settle(AdminResult<ServerPolicy> result) {
    if (result instanceof AdminResult.Invalid<ServerPolicy> invalid) {
      invalid
          .errors()
          .forEach(
              error ->
                  form.getFeedback()
                      .refuse("value", console.texts().get("policies.missing." + error.reason())));
    } else {
      form.getFeedback().settle(result, console.texts(), "policies.saved");
    }
  }

  private SecurityProfile now() {
    return console.admin().policy().current().securityProfile();
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
    return console.admin().policy().current().withSecurityProfile(chosen());
  }

  private SecurityProfile chosen() {
    return SecurityProfile.valueOf(form.getValue().toUpperCase(Locale.ROOT));
  }

  @Override
  public PolicyForm getForm() {
    return form;
  }
}
