package dev.lockspire.faces.admin.overview;

import dev.lockspire.admin.Overview.Warning;
import dev.lockspire.faces.admin.page.Console;
import java.util.Locale;

/**
 * A warning with what to do about it.
 *
 * @param kind by wire name
 * @param address where it can be done, or looked at closer
 */
public record Advice(String kind, String title, String text, String address, String link) {

  static Advice of(Warning warning, Console console) {
    String kind = warning.kind().name().toLowerCase(Locale.ROOT);
    String key = "warning." + kind;
    return new Advice(
        kind,
        console.texts().get(key),
        console.texts().get(key + ".text", warning.detail()),
        console.url(path(warning.kind())),
        console.texts().get(key + ".link"));
  }

  private static String path(Warning.Kind kind) {
    return switch (kind) {
      case NO_ACTIVE_SIGNING_KEY, SIGNING_KEY_IS_OLD -> "/keys";
      case PROFILE_NOT_READY -> "/policies/security-profile";
      case SCHEDULER_NOT_RUNNING,
          SWEEP_IS_LATE,
          SWEEP_FAILED_IN_PART,
          SCHEMA_IS_BEHIND,
          GUARD_IS_EXTERNAL,
          UNKNOWN ->
          "/health";
    };
  }
}
