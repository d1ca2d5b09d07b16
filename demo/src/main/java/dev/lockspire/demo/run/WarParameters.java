package dev.lockspire.demo.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the WAR is told, as context-params. */
final class WarParameters {
  private WarParameters() {}

  /**
   * @param clientAuthorities PEM file; present when client certificates are asked for
   */
  static Map<String, String> of(
      Options options,
      PublicUrls urls,
      PostgresDatabase database,
      Path masterKey,
      Optional<Path> ownCertificate,
      Optional<Path> clientAuthorities) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("billingo.base-url", urls.base());
    parameters.put("billingo.automation", Boolean.toString(options.automation()));
    options.clients().ifPresent(file -> parameters.put("billingo.clients", file.toString()));
    options.policy().ifPresent(file -> parameters.put("billingo.policy", file.toString()));
    List<String> trusted = new ArrayList<>();
    ownCertificate.ifPresent(file -> trusted.add(file.toString()));
    options.trust().ifPresent(file -> trusted.add(file.toString()));
    parameters.put("billingo.trust", String.join("\n", trusted));
    parameters.put("lockspire.jdbc.url", database.jdbcUrl());
    parameters.put("lockspire.encryption.master-key", "file:" + masterKey);
    clientAuthorities.ifPresent(
        file -> {
          parameters.put("lockspire.mtls.extractor", "direct");
          parameters.put("lockspire.mtls.trust-anchors", file.toString());
        });
    // Kept apart, because they shall win over every other source of configuration.
    options.settings().forEach((key, value) -> parameters.put("billingo.set." + key, value));
    return parameters;
  }
}
