package dev.lockspire.config;

import static dev.lockspire.config.ValueTypes.require;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What the URIs among the values must look like. */
final class UriRules {
  private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");

  private UriRules() {}

  /**
   * OpenID Connect Discovery §3 and RFC 8414 §2, apart from the scheme: see {@link IssuerConfig}.
   */
  static ValueType<URI> issuer() {
    return uri(
        "URL",
        "scheme, host and optional path; no query, no fragment, no `/` at the end",
        UriRules::checkIssuer);
  }

  /** An issuer's URL where TLS is the point. */
  static ValueType<URI> tlsIssuer() {
    return uri(
        "URL",
        "`https`, host and optional path; no query, no fragment, no `/` at the end",
        uri -> {
          checkIssuer(uri);
          require("https".equals(uri.getScheme()), "must use https");
        });
  }

  /** RFC 8707 §2: absolute, without a fragment. */
  static ValueType<URI> resource() {
    return uri(
        "URI",
        "absolute, no fragment",
        uri -> {
          require(uri.isAbsolute(), "must be absolute, beginning with a scheme");
          require(uri.getRawFragment() == null, "must not have a fragment");
        });
  }

  /** A page for people. */
  static ValueType<URI> page() {
    return uri(
        "URL",
        "`https` or `http`",
        uri -> require(isWeb(uri) && uri.getHost() != null, "must be an http or https URL"));
  }

  private static ValueType<URI> uri(String name, String range, Consumer<URI> rule) {
    return ValueType.of(name, range, UriRules::parse, rule)
        .redactedBy(ValueTypes::withoutCredentials);
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a URI", e);
    }
  }

  private static void checkIssuer(URI issuer) {
    require(isWeb(issuer), "must be an absolute URL beginning with https:// (or http://)");
    require(issuer.getHost() != null, "must have a valid host name");
    require(issuer.getRawUserInfo() == null, "must not carry a user or password");
    require(issuer.getRawQuery() == null, "must not have a query");
    require(issuer.getRawFragment() == null, "must not have a fragment");
    require(!issuer.getRawPath().endsWith("/"), "must not end with a slash");
    require(
        issuer.getRawPath().equals(issuer.normalize().getRawPath()),
        "must not have empty, '.' or '..' segments in its path");
  }

  /** Compared exactly: relying parties compare issuers as strings, so there is one spelling. */
  private static boolean isWeb(URI uri) {
    return "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
  }

  /** By the name alone; no address is looked up. */
  static boolean isLoopback(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || LOOPBACK_V4.matcher(host).matches();
  }
}
