package dev.lockspire.faces.admin.overview;

import dev.lockspire.admin.Count;
import dev.lockspire.admin.KeyFigures;
import dev.lockspire.admin.Overview;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.shell.LockspireText;
import dev.lockspire.policy.ServerPolicy;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * How the server stands. A figure that cannot be had is empty and shown as unavailable, never as
 * zero: that would read as good news.
 */
@Named
@RequestScoped
public class LockspireOverview {
  @Inject Console console;
  @Inject LockspireText text;

  private Overview overview;
  private List<Advice> warnings;

  @PostConstruct
  void load() {
    overview = console.admin().overview().current();
    warnings = overview.warnings().stream().map(each -> Advice.of(each, console)).toList();
  }

  public List<Advice> getWarnings() {
    return warnings;
  }

  public String getClients() {
    return count(overview.clients());
  }

  public String getSelfRegistered() {
    return count(overview.selfRegisteredClients());
  }

  public String getReuseIncidents() {
    return count(overview.reuseIncidents());
  }

  /** Colours the figure when somebody used a refresh token twice. */
  public String getReuseTone() {
    return alarming(overview.reuseIncidents());
  }

  public String getRefusals() {
    return count(overview.refusals());
  }

  public String getReplays() {
    return count(overview.replays());
  }

  /** Colours the figure when something came twice that is good once. */
  public String getReplayTone() {
    return alarming(overview.replays());
  }

  private static String alarming(Optional<Count> count) {
    return count.filter(some -> some.value() > 0).isPresent() ? "danger" : "";
  }

  public String getActiveConsents() {
    return count(overview.activeConsents());
  }

  public String getOpenInteractions() {
    return count(overview.openInteractions());
  }

  public String getActiveKeys() {
    return keys(KeyFigures::active);
  }

  public String getUpcomingKeys() {
    return keys(KeyFigures::upcoming);
  }

  public String getRetiringKeys() {
    return keys(KeyFigures::retiring);
  }

  public String getPar() {
    return policy(policy -> policy.parPolicy().wireName());
  }

  public String getDpop() {
    return policy(policy -> policy.dpopPolicy().wireName());
  }

  public String getProfile() {
    return policy(policy -> policy.securityProfile().wireName());
  }

  public String getFormat() {
    return policy(policy -> policy.accessTokenFormat().wireName());
  }

  public String getIssuer() {
    return console.lockspire().issuer().value();
  }

  private String count(Optional<Count> count) {
    return count.map(text::count).orElse("");
  }

  private String keys(ToIntFunction<KeyFigures> figure) {
    return overview.keys().map(keys -> text.number(figure.applyAsInt(keys))).orElse("");
  }

  private String policy(Function<ServerPolicy, String> value) {
    return overview
        .policy()
        .map(value)
        .map(word -> console.texts().get("policies.value." + word))
        .orElse("");
  }
}
