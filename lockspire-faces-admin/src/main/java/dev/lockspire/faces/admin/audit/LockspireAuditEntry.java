package dev.lockspire.faces.admin.audit;

import dev.lockspire.admin.AuditEntry;
import dev.lockspire.faces.admin.page.Console;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One row of evidence with its details. */
@Named
@RequestScoped
public class LockspireAuditEntry {
  @Inject Console console;

  private AuditEntry entry;

  @PostConstruct
  void load() {
    OptionalLong id = console.number("id");
    if (id.isPresent()) {
      entry = console.admin().audit().find(id.getAsLong()).orElse(null);
    }
  }

  /** Before anything is written: answers 404 where nothing is. */
  public void answer() {
    if (!isFound()) {
      console.notFound();
    }
  }

  public boolean isFound() {
    return entry != null;
  }

  public AuditEntry getEntry() {
    return entry;
  }

  /** Details as they were redacted when written, by name. */
  public List<Map.Entry<String, Object>> getMetadata() {
    return List.copyOf(new TreeMap<>(entry.metadata()).entrySet());
  }

  /** Page of what it is about; empty when it has none. */
  public String getObject() {
    return ObjectPages.of(console, entry.resourceType(), entry.resourceId());
  }

  /** Everything that happened to the same object. */
  public String getHistory() {
    return console.url(
        "/audit?resource_type="
            + encoded(entry.resourceType())
            + "&resource_id="
            + encoded(entry.resourceId()));
  }

  /** Everything that the same actor did. */
  public String getDoneBy() {
    return entry.actorId().map(id -> console.url("/audit?actor_id=" + encoded(id))).orElse("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
