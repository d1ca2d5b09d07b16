package dev.lockspire.admin;

/** How a client is called where its name may be missing, or the client itself. */
final class ClientNames {
  private ClientNames() {}

  static String shown(String name, String clientId) {
    return name == null || name.isBlank() ? clientId : name;
  }
}
