package dev.lockspire.faces.admin.audit;

import dev.lockspire.faces.admin.page.Console;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the console shows what a row of evidence is about. */
final class ObjectPages {
  private ObjectPages() {}

  /** Empty where there is no page for such a thing. */
  static String of(Console console, String type, String id) {
    String name = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    return switch (type) {
      case "client" -> console.url("/clients/" + name);
      case "signing_key" -> console.url("/keys/" + name);
      case "consent_grant" -> console.url("/consents/" + name);
      case "access_token", "refresh_token" -> console.url("/tokens/" + name);
      case "account" -> console.url("/tokens?account=" + name);
      case "server_policy" -> console.url("/policies");
      default -> "";
    };
  }
}
