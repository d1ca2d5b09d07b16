package dev.lockspire.bench.console;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Every list of the console by every filter that leads another way to its rows, and where its
 * middle lies in the tables of {@link LargeTables}.
 *
 * @param tokens how many rows there are
 * @param audit how many rows there are
 */
record ConsolePages(long tokens, long audit) {
  private static final List<String> PAGES =
      List.of(
          "/overview",
          "/clients",
          "/clients?q=application",
          "/clients?q=nothing-like-this",
          "/clients?q=nothing-like-this&status=active",
          "/clients?status=disabled",
          "/clients?q=application&status=disabled&provenance=self_registered",
          "/clients?provenance=self_registered",
          "/clients/client-77/why-not",
          "/policies",
          "/policies/security-profile",
          "/tokens",
          "/tokens?status=active",
          "/tokens?status=revoked",
          "/tokens?status=expired",
          "/tokens?status=reuse_detected",
          "/tokens?client=big-client",
          "/tokens?client=big-client&status=active",
          "/tokens?client=old-client",
          "/tokens?client=old-client&status=active",
          "/tokens?client=client-77",
          "/tokens?client=client-77&status=revoked",
          "/tokens?account=account-77",
          "/tokens?account=account-77&status=active",
          "/consents",
          "/consents?status=active",
          "/consents?status=revoked",
          "/consents?client=big-client",
          "/consents?client=big-client&status=revoked",
          "/consents?account=account-77",
          "/interactions",
          "/interactions?status=pending_login",
          "/interactions?status=expired",
          "/interactions?client=big-client",
          "/interactions?client=client-77&status=denied",
          "/refusals",
          "/refusals?reason=reason_7",
          "/refusals?client=big-client",
          "/refusals?client=big-client&reason=reason_7",
          "/audit",
          "/audit?action=consent_approved",
          "/audit?outcome=denied",
          "/audit?outcome=failed",
          "/audit?outcome=succeeded",
          "/audit?actor_type=operator",
          "/audit?actor_id=operator-3",
          "/audit?actor_id=big-client",
          "/audit?actor_id=old-client",
          "/audit?actor_id=big-client&action=client_updated",
          "/audit?actor_type=operator&action=token_revoked",
          "/audit?resource_type=refresh_token",
          "/audit?resource_type=nothing",
          "/audit?resource_type=refresh_token&resource_id=77",
          "/keys",
          "/health");

  List<String> all() {
    return PAGES;
  }

  /** The same list at its end. */
  static String last(String page) {
    return at(page, "l");
  }

  /** The same list in its middle; empty where it has no such place. */
  Optional<String> middle(String page) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    if (page.startsWith("/tokens?status=expired")) {
      return Optional.of(at(page, "a", now.minusSeconds(tokens / 2).toString(), "0"));
    }
    if (page.startsWith("/tokens")) {
      return Optional.of(at(page, "a", Long.toString(tokens / 2)));
    }
    if (page.startsWith("/audit")) {
      return Optional.of(
          at(page, "a", now.minusSeconds(audit / 2).toString(), Long.toString(audit / 2)));
    }
    if (page.startsWith("/clients")) {
      return Optional.of(at(page, "a", "application 5", "client-5"));
    }
    return Optional.empty();
  }

  private static String at(String page, String... position) {
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(String.join("\0", position).getBytes(StandardCharsets.UTF_8));
    return page + (page.contains("?") ? "&" : "?") + "at=" + encoded;
  }

  /** Milliseconds that a page may take. */
  static int limit(String page) {
    return page.startsWith("/overview") ? 200 : 300;
  }
}
