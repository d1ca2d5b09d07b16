package dev.lockspire.config;

import java.util.Locale;

/** The headings of {@code docs/configuration.md}, in their order. */
enum ConfigSection {
  ISSUER("Issuer"),
  DATABASE("Database"),
  ENCRYPTION("Encryption at rest"),
  SEAMS("Host seams"),
  SCOPES("Scopes and resource servers"),
  LIFETIMES("Lifetimes"),
  PUSHED_REQUESTS("Pushed requests"),
  REQUEST_OBJECTS("Request objects"),
  RAR("Authorization details"),
  TOKENS("Tokens"),
  SIGNING("Signing and keys"),
  DISCOVERY("Discovery"),
  LOGOUT("Logout"),
  HTTP("Limits on requests"),
  MTLS("Mutual TLS and proxies"),
  OUTBOUND("Outgoing requests"),
  JOBS("Jobs and retention"),
  METRICS("Metrics"),
  CONSOLE("Console");

  private final String title;

  ConfigSection(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  String anchor() {
    return title.toLowerCase(Locale.ROOT).replace(' ', '-');
  }
}
