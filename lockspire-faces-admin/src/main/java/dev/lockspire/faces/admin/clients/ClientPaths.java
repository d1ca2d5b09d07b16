package dev.lockspire.faces.admin.clients;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Paths of the console that name a client. */
public final class ClientPaths {
  private ClientPaths() {}

  /** Its workspace. */
  public static String workspace(String clientId) {
    return "/clients/" + encoded(clientId);
  }

  /** A list that shows only what concerns it. */
  static String list(String list, String clientId) {
    return "/" + list + "?client=" + encoded(clientId);
  }

  /** Its history. */
  static String history(String clientId) {
    return "/audit?resource_type=client&resource_id=" + encoded(clientId);
  }

  private static String encoded(String clientId) {
    return URLEncoder.encode(clientId, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
