package dev.lockspire.faces.admin.health;

import dev.lockspire.admin.Health;
import dev.lockspire.config.LockspireConfig.Setting;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.shell.LockspireText;
import dev.lockspire.jobs.JobRuns;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the server runs on. What could not be found out is empty and shown as unavailable. */
@Named
@RequestScoped
public class LockspireHealth {
  @Inject Console console;
  @Inject LockspireText text;

  private Health health;

  /** How long a key has been signing, in words. */
  public record KeyAge(String kid, String algorithm, String age) {}

  /**
   * One key of the configuration.
   *
   * @param value masked when it is secret; empty when there is none
   * @param source where it is written; empty when the default holds
   */
  public record Line(String key, String value, String source) {}

  /** The keys under one heading. */
  public record Section(String id, String title, List<Line> lines) {}

  @PostConstruct
  void load() {
    health = console.admin().health().current();
  }

  /** {@code ok}, {@code behind} or, when the database does not say, {@code unknown}. */
  public String getSchemaState() {
    if (health.schemaVersion().isEmpty()) {
      return "unknown";
    }
    return health.schemaFits() ? "ok" : "behind";
  }

  public String getSchema() {
    return health.schemaVersion().orElse("");
  }

  public String getNeeded() {
    return health.neededSchemaVersion();
  }

  public String getDatabase() {
    return health.databaseVersion().map(version -> "PostgreSQL " + version).orElse("");
  }

  public String getScheduler() {
    return health.scheduler();
  }

  public String getNodes() {
    return health.nodes().map(text::number).orElse("");
  }

  /** {@code up} or {@code down}; {@code disabled} where no job should run on this node. */
  public String getJobsState() {
    if (!health.scheduler().equals("enabled")) {
      return health.scheduler().equals("disabled") ? "disabled" : "ok";
    }
    return health.nodes().map(nodes -> nodes > 0 ? "up" : "down").orElse("unknown");
  }

  public Optional<Instant> getOldestDue() {
    return health.oldestDueJob();
  }

  public Optional<Instant> getSwept() {
    return health.lastSweep().map(JobRuns.Run::finishedAt);
  }

  public String getSweptRows() {
    return health.lastSweep().map(run -> text.number(run.changedRows())).orElse("");
  }

  public String getLag() {
    return health
        .lastSweep()
        .map(run -> console.texts().get("health.seconds", run.lag().toSeconds()))
        .orElse("");
  }

  public String getFailed() {
    return health.lastSweep().map(run -> String.join(", ", run.failed())).orElse("");
  }

  public List<KeyAge> getKeys() {
    return health.keyAges().stream()
        .map(key -> new KeyAge(key.kid(), key.algorithm(), age(key)))
        .toList();
  }

  private String age(Health.KeyAge key) {
    return key.age().toDays() > 0
        ? console.texts().get("health.days", key.age().toDays())
        : console.texts().get("health.hours", key.age().toHours());
  }

  public String getProvider() {
    return health.signatureProvider();
  }

  public Instant getNow() {
    return health.now();
  }

  /** The configuration in force, in the order of its reference. */
  public List<Section> getSections() {
    Map<String, List<Line>> bySection =
        health.settings().stream()
            .collect(
                Collectors.groupingBy(
                    Setting::section,
                    LinkedHashMap::new,
                    Collectors.mapping(LockspireHealth::line, Collectors.toList())));
    return bySection.entrySet().stream()
        .map(entry -> section(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Section section(String heading, List<Line> lines) {
    String id = heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
    String key = "health.section." + id;
    return new Section(
        id, console.texts().has(key) ? console.texts().get(key) : heading, List.copyOf(lines));
  }

  private static Line line(Setting setting) {
    return new Line(setting.key(), setting.value().orElse(""), setting.source().orElse(""));
  }
}
