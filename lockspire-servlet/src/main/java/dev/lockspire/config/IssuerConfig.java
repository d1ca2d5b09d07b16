package dev.lockspire.config;

import java.net.URI;

/**
 * Who this provider is (OpenID Connect Discovery §3, RFC 8414 §2, RFC 9207).
 *
 * @param issuer scheme, host and optional path, exactly as every document and token carries it
 * @param allowInsecure whether {@code http} is accepted for a host that is not loopback
 */
public record IssuerConfig(URI issuer, boolean allowInsecure) {

  /**
   * Checks the shape and the scheme.
   *
   * @throws IllegalArgumentException when it is no legal issuer
   */
  public IssuerConfig {
    IssuerSettings.ISSUER.check(issuer);
    ValueTypes.require(
        "https".equals(issuer.getScheme()) || allowInsecure || UriRules.isLoopback(issuer),
        "must use https; http is for loopback hosts, or for tests with "
            + IssuerSettings.ALLOW_INSECURE_ISSUER
            + "=true");
  }

  /** The path of the issuer as written: empty, or beginning with a slash and not ending in one. */
  public String path() {
    return issuer.getRawPath();
  }
}
