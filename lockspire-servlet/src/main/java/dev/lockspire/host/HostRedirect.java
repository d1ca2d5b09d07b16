package dev.lockspire.host;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A page of the host to send the browser to.
 *
 * @param path local path, starting with one slash; may have a query
 * @param parameters added to the query; the library adds {@code return_to} and, for a login, {@code
 *     interaction_id} itself
 */
public record HostRedirect(String path, Map<String, String> parameters) {

  /**
   * @throws IllegalArgumentException when {@code path} could leave the host: it must start with
   *     exactly one slash and hold no backslash or control character
   */
  public HostRedirect {
    boolean local =
        path.startsWith("/")
            && !path.startsWith("//")
            && path.indexOf('\\') < 0
            && path.chars().noneMatch(c -> c < 0x20 || c == 0x7f);
    if (!local) {
      throw new IllegalArgumentException("not a local path of the host: " + path);
    }
    parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  public static HostRedirect to(String path) {
    return new HostRedirect(path, Map.of());
  }
}
