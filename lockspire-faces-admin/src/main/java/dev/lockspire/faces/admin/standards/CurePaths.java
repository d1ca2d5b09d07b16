package dev.lockspire.faces.admin.standards;

import dev.lockspire.conformance.Cure;
import dev.lockspire.faces.admin.clients.ClientPaths;

/** Where in the console a cure is followed. */
final class CurePaths {
  private CurePaths() {}

  /** A path of the console, to the very field where there is one; empty when no page does it. */
  static String of(Cure cure, String clientId) {
    String client = ClientPaths.workspace(clientId);
    String field = cure.setting().isEmpty() ? "" : "#form:" + cure.setting();
    return switch (cure.place()) {
      case CLIENT_SECURITY -> client + "/security" + field;
      case CLIENT_KEYS -> client + "/keys" + field;
      case CLIENT_REDIRECTS -> client + "/redirects" + field;
      case NEW_CLIENT -> "/clients/new";
      case SERVER_KEYS -> "/keys";
      case APPLICATION, NOWHERE -> "";
    };
  }
}
