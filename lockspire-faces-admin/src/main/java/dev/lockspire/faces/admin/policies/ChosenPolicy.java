package dev.lockspire.faces.admin.policies;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.policy.ServerPolicy;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.Locale;

/**
 * A page with one setting of the server's policy: what it is now, what it would do, and saving it.
 *
 * @param <P> the values of the setting
 */
public abstract class ChosenPolicy<P extends Enum<P>> implements PolicyPage, Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Console console;

  private final PolicyForm form = new PolicyForm();

  @PostConstruct
  void load() {
    form.setValue(now().name().toLowerCase(Locale.ROOT));
  }

  /** Saves what is chosen; what refuses requests needs the tick. */
  public void save() {
    P wanted = chosen();
    if (form.mayGoAhead(refusesRequests(wanted) && now() != wanted, console.texts())) {
      settle(put(wanted));
    }
  }

  @Override
  public void preview() {
    form.preview(wanted(), console);
  }

  @Override
  public void more() {
    form.more(wanted(), console);
  }

  @Override
  public void export(String format) {
    PolicyForm.export(wanted(), format, console);
  }

  @Override
  public PolicyForm getForm() {
    return form;
  }

  private P now() {
    return of(console.admin().policy().current());
  }

  private ServerPolicy wanted() {
    return with(console.admin().policy().current(), chosen());
  }

  P chosen() {
    return Enum.valueOf(now().getDeclaringClass(), form.getValue().toUpperCase(Locale.ROOT));
  }

  /** Says how saving ended. */
  void settle(AdminResult<ServerPolicy> result) {
    form.getFeedback().settle(result, console.texts(), "policies.saved");
  }

  /** The setting, as {@code policy} has it. */
  abstract P of(ServerPolicy policy);

  /** {@code policy} with the setting changed. */
  abstract ServerPolicy with(ServerPolicy policy, P wanted);

  /** Whether a value has requests refused that were fine before. */
  abstract boolean refusesRequests(P wanted);

  abstract AdminResult<ServerPolicy> put(P wanted);
}
