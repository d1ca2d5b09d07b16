package dev.lockspire.demo;

import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Billingo itself is told: context-params {@code billingo.*}, else system properties of the
 * same name.
 *
 * @param baseUrl where people find it; issuer, redirects, audiences and seeds follow it
 * @param clients JSON array of clients to upsert at start
 * @param policy JSON object of server policy values to set at start
 * @param trust PEM files to trust when the demo's client page calls the provider
 * @param automation whether the endpoints for tests exist
 * @param overrides {@code lockspire.*} values that win over every other source
 */
public record Settings(
    String baseUrl,
    Optional<Path> clients,
    Optional<Path> policy,
    List<Path> trust,
    boolean automation,
    Map<String, String> overrides) {
  /** Where {@code lockspire-servlet} mounts itself. */
  public static final String MOUNT = "/lockspire";

  private static final String OVERRIDE = "billingo.set.";

  public Settings {
    trust = List.copyOf(trust);
    overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
  }

  static Settings of(ServletContext context) {
    String base =
        value(context, "billingo.base-url")
            .orElse("http://localhost:8080" + context.getContextPath());
    Map<String, String> overrides = new LinkedHashMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      if (name.startsWith(OVERRIDE)) {
        overrides.put(name.substring(OVERRIDE.length()), context.getInitParameter(name));
      }
    }
    return new Settings(
        base,
        value(context, "billingo.clients").map(Path::of),
        value(context, "billingo.policy").map(Path::of),
        value(context, "billingo.trust").stream().flatMap(String::lines).map(Path::of).toList(),
        value(context, "billingo.automation").map(Boolean::parseBoolean).orElse(false),
        overrides);
  }

  private static Optional<String> value(ServletContext context, String name) {
    return Optional.ofNullable(context.getInitParameter(name))
        .or(() -> Optional.ofNullable(System.getProperty(name)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  public String issuer() {
    return baseUrl + MOUNT;
  }

  /** Audience of tokens for the billing API. */
  public String api() {
    return baseUrl + "/api";
  }

  /** Audience of tokens for the reports. */
  public String reports() {
    return baseUrl + "/reports";
  }

  /** Where the demo's own client page takes answers. */
  public String callback() {
    return baseUrl + "/callback";
  }
}
