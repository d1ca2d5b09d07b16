package dev.lockspire.faces.admin.clients;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.admin.ClientWorkspace;
import dev.lockspire.admin.Confirmation;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Feedback;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/** Takes a client out of service, and back. */
@Named
@ViewScoped
public class LockspireClientStatus implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Console console;

  private final Feedback feedback = new Feedback();
  private String clientId = "";
  private boolean active;
  private boolean confirmed;

  @PostConstruct
  void load() {
    clientId = console.variable("id").orElse("");
    active = console.admin().clients().find(clientId).filter(ClientWorkspace::active).isPresent();
  }

  public void disable() {
    settle(
        console.admin().clients().disable(clientId, confirmation(), console.actor()),
        "client.disabled.done");
  }

  public void enable() {
    settle(
        console.admin().clients().enable(clientId, confirmation(), console.actor()),
        "client.enabled.done");
  }

  public boolean isActive() {
    return active;
  }

  public boolean isConfirmed() {
    return confirmed;
  }

  public void setConfirmed(boolean confirmed) {
    this.confirmed = confirmed;
  }

  public Feedback getFeedback() {
    return feedback;
  }

  private Confirmation confirmation() {
    return confirmed ? Confirmation.of(clientId) : Confirmation.missing();
  }

  private void settle(AdminResult<ClientWorkspace> result, String done) {
    feedback
        .settle(result, console.texts(), done)
        .ifPresent(
            client -> {
              active = client.active();
              confirmed = false;
            });
  }
}
