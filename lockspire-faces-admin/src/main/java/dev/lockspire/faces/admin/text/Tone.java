package dev.lockspire.faces.admin.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a state means to an operator at a glance. Its words say the same: never colour alone. */
public enum Tone {
  HEALTHY(
      "active", "open", "approved", "ready", "ok", "up", "allowed", "visible", "serving", "holds"),
  WAITING(
      "not_seen",
      "ready_if_enabled",
      "pending",
      "pending_login",
      "pending_consent",
      "enqueued",
      "attempted",
      "upcoming"),
  WARNING("retiring", "retryable", "denied", "late", "blocked", "not_ready_yet", "incident"),
  DANGER("fails", "reuse_detected", "discarded", "revoked", "down", "failed", "refused", "behind"),
  DISABLED("disabled", "retired", "expired", "hidden", "unknown"),
  COMPLETED("completed", "consumed", "used", "succeeded", "rendered", "skipped"),
  PROVENANCE(
      "operator",
      "self_registered",
      "system",
      "host_app",
      "dcr",
      "one_time",
      "remembered",
      "initial_access_token");

  @SuppressWarnings("ImmutableEnumChecker") // Set.of never changes.
  private final Set<String> states;

  Tone(String... states) {
    this.states = Set.of(states);
  }

  /** Of a state's wire name, in any case; unknown ones are {@link #DISABLED}. */
  public static Tone of(String state) {
    String plain = state == null ? "" : state.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(tone -> tone.states.contains(plain))
        .findFirst()
        .orElse(DISABLED);
  }

  /** Every state that has a tone; each has words in the message bundle. */
  public static List<String> knownStates() {
    return Arrays.stream(values()).flatMap(tone -> tone.states.stream()).sorted().toList();
  }

  /** Its class in the style sheet. */
  public String styleClass() {
    return "ls-badge-" + name().toLowerCase(Locale.ROOT);
  }
}
