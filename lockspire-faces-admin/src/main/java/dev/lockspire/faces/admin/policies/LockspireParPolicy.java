package dev.lockspire.faces.admin.policies;

import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.ServerPolicy;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Locale;

/** Whether authorization requests must be pushed first (RFC 9126). */
@Named
@ViewScoped
public class LockspireParPolicy implements PolicyPage, Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Console console;

  private final PolicyForm form = new PolicyForm();

  @PostConstruct
  void load() {
    form.setValue(now().wireName());
  }

  /** Saves what is chosen; requiring needs the tick, because it refuses requests. */
  public void save() {
    ParPolicy wanted = chosen();
    if (form.mayGoAhead(wanted == ParPolicy.REQUIRED && now() != wanted, console.texts())) {
      form.getFeedback()
          .settle(
              console.admin().policy().putPar(wanted, console.actor()),
              console.texts(),
              "policies.saved");
    }
  }

  private ParPolicy now() {
    return console.admin().policy().current().parPolicy();
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
    return console.admin().policy().current().withParPolicy(chosen());
  }

  private ParPolicy chosen() {
    return ParPolicy.valueOf(form.getValue().toUpperCase(Locale.ROOT));
  }

  @Override
  public PolicyForm getForm() {
    return form;
  }
}
