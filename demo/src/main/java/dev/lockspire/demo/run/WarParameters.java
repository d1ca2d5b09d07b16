package dev.lockspire.demo.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the WAR is told, as context-params. */
final class WarParameters {
  /** Loopback and private networks; link-local addresses stay closed, here as everywhere. */
  private static final String PRIVATE_TARGETS =
      "127.0.0.0/8 ::1 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 fc00::/7";

  private WarParameters() {}

  /**
   * @param clientAuthorities PEM file; present when client certificates are asked for
   */
  static Map<String, String> of(
      Options options,
      PublicUrls urls,
      String jdbcUrl,
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
    options
        .trust()
        .ifPresent(
            file -> parameters.put("lockspire.outbound.trusted-certificates", file.toString()));
    if (options.allowPrivateTargets()) {
      parameters.put("lockspire.outbound.allowed-targets", PRIVATE_TARGETS);
      parameters.put("lockspire.outbound.allowed-ports", "1-65535");
    }
    parameters.put("lockspire.jdbc.url", jdbcUrl);
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
