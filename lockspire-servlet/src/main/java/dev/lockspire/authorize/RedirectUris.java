package dev.lockspire.authorize;

import dev.lockspire.client.Client;
import dev.lockspire.client.ClientMetadata.ApplicationType;
import dev.lockspire.policy.SecurityProfile;
import java.util.List;

/**
 * Redirect URI matching: simple string comparison (RFC 9700 §2.1), except that a native client on
 * this device may listen on any port of a loopback address (RFC 8252 §7.3).
 */
final class RedirectUris {
  private RedirectUris() {}

  /**
   * @param profile that holds for {@code client}; FAPI knows no exception
   */
  static boolean isRegistered(Client client, SecurityProfile profile, String presented) {
    List<String> registered = client.metadata().redirectUris();
    return profile.isFapi()
        ? registered.contains(presented)
        : matches(registered, client.metadata().applicationType(), presented);
  }

  static boolean matches(List<String> registered, ApplicationType type, String presented) {
    return registered.contains(presented)
        || (type == ApplicationType.NATIVE
            && registered.stream().anyMatch(uri -> differsInLoopbackPortOnly(uri, presented)));
  }

  private static boolean differsInLoopbackPortOnly(String registered, String presented) {
    String registeredRest = afterLoopbackPort(registered);
    return registeredRest != null
        && loopbackOrigin(registered).equals(loopbackOrigin(presented))
        && registeredRest.equals(afterLoopbackPort(presented));
  }

  /** {@code http://127.0.0.1} or {@code http://[::1]} at the start of {@code uri}, else empty. */
  private static String loopbackOrigin(String uri) {
    for (String origin : new String[] {"http://127.0.0.1", "http://[::1]"}) {
      if (uri.startsWith(origin)) {
        return origin;
      }
    }
    return "";
  }

  /** What follows the port of a loopback URI; null when {@code uri} is none. */
  private static String afterLoopbackPort(String uri) {
    String origin = loopbackOrigin(uri);
    if (origin.isEmpty()) {
      return null;
    }
    String rest = uri.substring(origin.length());
    if (rest.isEmpty() || rest.startsWith("/") || rest.startsWith("?")) {
      return rest;
    }
    if (!rest.startsWith(":")) {
      return null;
    }
    int end = 1;
    while (end < rest.length() && rest.charAt(end) >= '0' && rest.charAt(end) <= '9') {
      end++;
    }
    String afterPort = rest.substring(end);
    boolean wellFormed =
        end > 1
            && end <= 6
            && (afterPort.isEmpty() || afterPort.startsWith("/") || afterPort.startsWith("?"));
    return wellFormed ? afterPort : null;
  }
}
