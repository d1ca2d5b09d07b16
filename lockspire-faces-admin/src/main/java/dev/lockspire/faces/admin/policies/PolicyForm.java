package dev.lockspire.faces.admin.policies;

import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Feedback;
import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.policy.ServerPolicy;
import java.io.Serializable;

/** One setting on its way: the value chosen, the tick for what refuses requests, the outcome. */
public final class PolicyForm implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Feedback feedback = new Feedback();
  private String value = "";
  private boolean confirmed;
  private transient ImpactView impact;

  /** Shows what a policy would do, and saves nothing. */
  void preview(ServerPolicy wanted, Console console) {
    feedback.clear();
    impact = ImpactView.of(console.admin().policy().impact(wanted), console);
  }

  /** Goes on to the clients after those that are shown. */
  void more(ServerPolicy wanted, Console console) {
    if (impact == null || impact.next().isEmpty()) {
      preview(wanted, console);
      return;
    }
    feedback.clear();
    impact = impact.showing(console.admin().policy().impact(wanted, impact.next().get()), console);
  }

  /** Sends every client that a policy would reach as a file. */
  static void export(ServerPolicy wanted, String format, Console console) {
    console.export(
        "policy-impact",
        format,
        (form, out) ->
            console.admin().policy().exportImpact(wanted, form, out, console.onlooker()));
  }

  /** Whether the tick is there that {@code needed} asks for; says so when it is not. */
  boolean mayGoAhead(boolean needed, Texts texts) {
    feedback.clear();
    impact = null;
    if (needed && !confirmed) {
      feedback.refuse("confirm", texts.get("reason.not_confirmed"));
      return false;
    }
    confirmed = false;
    return true;
  }

  /** What was looked at last; null when nothing was, or it is saved. */
  public ImpactView getImpact() {
    return impact;
  }

  public Feedback getFeedback() {
    return feedback;
  }

  public String getValue() {
    return value;
  }

  public void setValue(String value) {
    this.value = value;
  }

  public boolean isConfirmed() {
    return confirmed;
  }

  public void setConfirmed(boolean confirmed) {
    this.confirmed = confirmed;
  }
}
