package dev.lockspire.config;

import dev.lockspire.config.LockspireConfig.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What holds for every key, and why, for whoever has to find out what a node runs with. */
final class EffectiveSettings {
  private static final String MASK = "•••";

  private EffectiveSettings() {}

  static List<Setting> of(MergedValues values) {
    List<Setting> settings = new ArrayList<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      if (key.isFamily()) {
        values.members(key).forEach(member -> add(settings, key.member(member), values));
      } else {
        add(settings, key, values);
      }
    }
    return List.copyOf(settings);
  }

  private static void add(List<Setting> settings, ConfigKey<?> key, MergedValues values) {
    Optional<MergedValues.Written> written = values.value(key.name());
    Optional<String> text =
        written.map(w -> key.shown(w.text().strip()).orElse(MASK)).or(key::defaultText);
    settings.add(
        new Setting(
            key.name(), text, written.map(w -> w.source().name()), key.section(), key.secret()));
  }
}
