package dev.lockspire.demo.run;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.OptionalInt;

/**
 * The two URLs everything public follows.
 *
 * @param base where the host is
 * @param issuer where the provider is, below the base
 */
record PublicUrls(String base, String issuer) {
  /** The path the WAR mounts the protocol at. */
  static final String MOUNT = "/lockspire";

  static PublicUrls of(URI issuer) {
    String text = issuer.toString();
    return new PublicUrls(text.substring(0, text.length() - MOUNT.length()), text);
  }

  static PublicUrls onThisMachine(int port, OptionalInt httpsPort) {
    String base =
        httpsPort.isPresent()
            ? "https://localhost:" + httpsPort.getAsInt()
            : "http://localhost:" + port;
    return new PublicUrls(base, base + MOUNT);
  }

  /**
   * @throws UsageProblem when {@code text} is no URL or does not end with the mount path
   */
  static URI issuer(String text) {
    try {
      URI issuer = new URI(text);
      boolean plain =
          ("https".equals(issuer.getScheme()) || "http".equals(issuer.getScheme()))
              && issuer.getHost() != null
              && issuer.getRawUserInfo() == null
              && issuer.getRawQuery() == null
              && issuer.getRawFragment() == null;
      if (plain && MOUNT.equals(issuer.getRawPath())) {
        return issuer;
      }
    } catch (URISyntaxException notAUri) {
      // Told below, as for any other text that is no issuer.
    }
    throw new UsageProblem(
        "--issuer needs an http or https URL with the path " + MOUNT + ", not " + text);
  }

  String host() {
    return URI.create(base).getHost();
  }
}
