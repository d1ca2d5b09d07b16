package dev.lockspire.faces.admin.policies;

import dev.lockspire.faces.admin.page.Feedback;
import dev.lockspire.faces.admin.text.Texts;
import java.io.Serializable;

/** One setting on its way: the value chosen, the tick for what refuses requests, the outcome. */
public final class PolicyForm implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Feedback feedback = new Feedback();
  private String value = "";
  private boolean confirmed;

  /** Whether the tick is there that {@code needed} asks for; says so when it is not. */
  boolean mayGoAhead(boolean needed, Texts texts) {
    feedback.clear();
    if (needed && !confirmed) {
      feedback.refuse("confirm", texts.get("reason.not_confirmed"));
      return false;
    }
    confirmed = false;
    return true;
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
