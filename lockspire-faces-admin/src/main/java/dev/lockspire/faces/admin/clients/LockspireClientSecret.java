package dev.lockspire.faces.admin.clients;

import dev.lockspire.admin.Confirmation;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Feedback;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/** Gives a client a new secret, and ends the time in which the old one is good as well. */
@Named
@ViewScoped
public class LockspireClientSecret implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final List<String> OVERLAPS = List.of("PT0S", "PT1H", "P1D", "P7D", "P30D");

  @Inject Console console;
  @Inject LockspireFreshSecret fresh;

  private final Feedback feedback = new Feedback();
  private final Feedback ending = new Feedback();
  private String clientId = "";
  private String overlap = "P1D";
  private boolean confirmed;
  private boolean endConfirmed;
  private boolean rotated;

  @PostConstruct
  void load() {
    clientId = console.variable("id").orElse("");
  }

  public void rotate() {
    ending.clear();
    Duration good = OVERLAPS.contains(overlap) ? Duration.parse(overlap) : Duration.ZERO;
    feedback
        .settle(
            console
                .admin()
                .clients()
                .rotateSecret(clientId, good, confirmation(confirmed), console.actor()),
            console.texts(),
            "")
        .ifPresent(
            made -> {
              fresh.show(made.secret());
              rotated = true;
              confirmed = false;
            });
  }

  /** Refuses the old secret from now on. */
  public void end() {
    feedback.clear();
    ending
        .settle(
            console
                .admin()
                .clients()
                .endOverlap(clientId, confirmation(endConfirmed), console.actor()),
            console.texts(),
            "client.overlap.ended")
        .ifPresent(client -> endConfirmed = false);
  }

  /** It is copied: back to the client. */
  public void acknowledge() {
    console.goTo(ClientPaths.workspace(clientId));
  }

  public List<Choice> getOverlaps() {
    return OVERLAPS.stream()
        .map(time -> new Choice(time, console.texts().get("client.overlap." + time)))
        .toList();
  }

  public String getOverlap() {
    return overlap;
  }

  public void setOverlap(String overlap) {
    this.overlap = overlap;
  }

  public boolean isConfirmed() {
    return confirmed;
  }

  public void setConfirmed(boolean confirmed) {
    this.confirmed = confirmed;
  }

  public boolean isEndConfirmed() {
    return endConfirmed;
  }

  public void setEndConfirmed(boolean endConfirmed) {
    this.endConfirmed = endConfirmed;
  }

  /** Whether this page made a new secret. */
  public boolean isRotated() {
    return rotated;
  }

  public Feedback getFeedback() {
    return feedback;
  }

  /** How the end of the overlap went. */
  public Feedback getEnding() {
    return ending;
  }

  private Confirmation confirmation(boolean ticked) {
    return ticked ? Confirmation.of(clientId) : Confirmation.missing();
  }
}
