package dev.lockspire.faces.admin.shell;

import dev.lockspire.faces.admin.page.Console;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Who is there. {@code mayChange} decides whether a control is in the page at all. */
@Named
@RequestScoped
public class LockspireOperator {
  @Inject Console console;

  public String getDisplay() {
    return console.operator().display();
  }

  public boolean isMayChange() {
    return console.operator().mayChange();
  }
}
