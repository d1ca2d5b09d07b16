package dev.lockspire.faces.admin.policies;

import dev.lockspire.admin.PolicyEffect;
import dev.lockspire.faces.admin.text.Texts;
import java.util.List;
import java.util.Map;

/**
 * Whom a setting reaches, in words.
 *
 * @param inheriting how many clients follow the server
 * @param own how many do not, by the value they have instead
 */
public record PolicyReach(String inheriting, List<String> own) {
  public PolicyReach {
    own = List.copyOf(own);
  }

  static PolicyReach of(PolicyEffect effect, Texts texts) {
    return new PolicyReach(
        texts.get("policies.inheriting", effect.inheriting()),
        effect.overriding().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> name(entry.getKey(), texts) + ": " + clients(entry.getValue(), texts))
            .toList());
  }

  private static String name(String value, Texts texts) {
    String key = "policies.value." + value;
    return texts.has(key) ? texts.get(key) : value;
  }

  private static String clients(long count, Texts texts) {
    return texts.get("policies.clients", count);
  }
}
