package dev.lockspire.faces.admin.policies;

import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.policy.DpopPolicy;
import dev.lockspire.policy.ServerPolicy;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Locale;

/** Whether tokens must be bound to a key (RFC 9449). */
@Named
@ViewScoped
public class LockspireDpopPolicy implements PolicyPage, Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Console console;

  private final PolicyForm form = new PolicyForm();

  @PostConstruct
  void load() {
    form.setValue(now().wireName());
  }

  /** Saves what is chosen; requiring needs the tick. */
  public void save() {
    DpopPolicy wanted = chosen();
    if (form.mayGoAhead(wanted == DpopPolicy.DPOP && now() != wanted, console.texts())) {
      form.getFeedback()
          .settle(
              console.admin().policy().putDpop(wanted, console.actor()),
              console.texts(),
              "policies.saved");
    }
  }

  private DpopPolicy now() {
    return console.admin().policy().current().dpopPolicy();
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
    return console.admin().policy().current().withDpopPolicy(chosen());
  }

  private DpopPolicy chosen() {
    return DpopPolicy.valueOf(form.getValue().toUpperCase(Locale.ROOT));
  }

  @Override
  public PolicyForm getForm() {
    return form;
  }
}
