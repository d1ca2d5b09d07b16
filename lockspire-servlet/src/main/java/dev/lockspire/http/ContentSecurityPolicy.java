package dev.lockspire.http;

import java.net.URI;
import java.util.List;

/**
 * What a page of ours may load and where its forms may go (CSP Level 3). Everything is forbidden
 * except what is listed.
 *
 * @param nonce allows the page's own inline style and script; empty allows neither
 * @param ownStyles also allows style sheets, fonts and images of the host's own origin
 * @param formTargets sources for {@code form-action}; browsers apply it to the redirect that
 *     follows the POST as well, so the consent page names the client's origin too
 */
public record ContentSecurityPolicy(String nonce, boolean ownStyles, List<String> formTargets) {
  static final ContentSecurityPolicy NOTHING_ALLOWED =
      new ContentSecurityPolicy("", false, List.of());

  public ContentSecurityPolicy {
    formTargets = List.copyOf(formTargets);
  }

  /** A page with inline style and script under {@code nonce} and forms to {@code formTargets}. */
  public static ContentSecurityPolicy page(String nonce, List<String> formTargets) {
    return new ContentSecurityPolicy(nonce, false, formTargets);
  }

  /** As {@link #page}, for a page that the host draws with its own style sheets and images. */
  public static ContentSecurityPolicy hostPage(String nonce, List<String> formTargets) {
    return new ContentSecurityPolicy(nonce, true, formTargets);
  }

  /** The {@link #formTargets} source that lets a browser follow a form to {@code uri}. */
  public static String source(String uri) {
    URI parsed = URI.create(uri);
    // Not the authority: that may hold a name and password, or a semicolon.
    String host = parsed.getHost();
    // A source expression cannot name an IPv6 address or the host of a private-use scheme.
    boolean nameable =
        ("http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme()))
            && host != null
            && !host.startsWith("[");
    if (!nameable) {
      return parsed.getScheme() + ":";
    }
    return parsed.getScheme() + "://" + host + (parsed.getPort() < 0 ? "" : ":" + parsed.getPort());
  }

  String value() {
    StringBuilder policy =
        new StringBuilder("default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
    if (!nonce.isEmpty()) {
      String own = ownStyles ? " 'self'" : "";
      policy.append("; style-src 'nonce-").append(nonce).append('\'').append(own);
      policy.append("; script-src 'nonce-").append(nonce).append('\'');
      policy.append("; img-src data:").append(own);
      if (ownStyles) {
        policy.append("; font-src 'self'");
      }
    }
    policy.append("; form-action ");
    policy.append(formTargets.isEmpty() ? "'none'" : String.join(" ", formTargets));
    return policy.toString();
  }
}
