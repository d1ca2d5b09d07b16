package dev.lockspire.faces.admin.policies;

import dev.lockspire.admin.Count;
import dev.lockspire.admin.PolicyEffects;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.policy.ServerPolicy;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What holds for the whole server now, and whom each setting reaches. */
@Named
@RequestScoped
public class LockspirePolicies {
  @Inject Console console;

  private PolicyEffects effects;

  @PostConstruct
  void load() {
    effects = console.admin().policy().effects();
  }

  // Asked anew each time: a page shows what it has just saved.
  private ServerPolicy current() {
    return console.admin().policy().current();
  }

  public String getPar() {
    return current().parPolicy().wireName();
  }

  public String getDpop() {
    return current().dpopPolicy().wireName();
  }

  public String getProfile() {
    return current().securityProfile().wireName();
  }

  public String getFormat() {
    return current().accessTokenFormat().wireName();
  }

  /** Whether clients may register themselves. */
  public String getRegistration() {
    return current().registration().policy().wireName();
  }

  /** How many clients registered themselves, in words. */
  public String getRegistered() {
    Count count = console.admin().clients().figures().selfRegistered();
    return console
        .texts()
        .get(count.exact() ? "policies.dcr.count" : "policies.dcr.more", count.value());
  }

  public int getDepth() {
    return current().maxDelegationDepth();
  }

  /** A value of a setting in words. */
  public String words(String value) {
    return console.texts().get("policies.value." + value);
  }

  public PolicyReach getParReach() {
    return PolicyReach.of(effects.par(), console.texts());
  }

  public PolicyReach getDpopReach() {
    return PolicyReach.of(effects.dpop(), console.texts());
  }

  public PolicyReach getProfileReach() {
    return PolicyReach.of(effects.securityProfile(), console.texts());
  }

  public PolicyReach getFormatReach() {
    return PolicyReach.of(effects.accessTokenFormat(), console.texts());
  }

  public PolicyReach getDepthReach() {
    return PolicyReach.of(effects.maxDelegationDepth(), console.texts());
  }

  public List<Choice> getParChoices() {
    return choices("optional", "required");
  }

  public List<Choice> getDpopChoices() {
    return choices("bearer", "dpop");
  }

  public List<Choice> getProfileChoices() {
    return choices("none", "fapi_2_0_security", "fapi_2_0_message_signing");
  }

  public List<Choice> getFormatChoices() {
    return choices("jwt", "opaque");
  }

  public List<Choice> getDepthChoices() {
    return IntStream.rangeClosed(0, 5)
        .mapToObj(Integer::toString)
        .map(depth -> new Choice(depth, console.texts().get("policies.depth." + depth)))
        .toList();
  }

  private List<Choice> choices(String... values) {
    return Stream.of(values)
        .map(value -> new Choice(value, words(value.toLowerCase(Locale.ROOT))))
        .toList();
  }
}
