package dev.lockspire.faces.admin.policies;

import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.policy.Readiness;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Whether the server's keys bear a FAPI profile, and what is missing. */
@Named
@RequestScoped
public class LockspireReadiness {
  @Inject Console console;

  private Readiness readiness;

  @PostConstruct
  void load() {
    readiness = console.admin().policy().readiness();
  }

  /**
   * How it stands where {@code profile} holds: {@code ready}, {@code blocked}, {@code
   * ready_if_enabled} or {@code not_ready_yet}.
   *
   * @param profile by its wire name
   */
  public String state(String profile) {
    if (profile.equals("none")) {
      return readiness.ready() ? "ready_if_enabled" : "not_ready_yet";
    }
    return readiness.ready() ? "ready" : "blocked";
  }

  /** What is missing for a FAPI profile, and what to do about it. */
  public List<String> getMissing() {
    return readiness.reasons().stream()
        .map(missing -> console.texts().get("policies.missing." + missing.wireName()))
        .toList();
  }
}
