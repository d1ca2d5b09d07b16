package dev.lockspire.senderconstraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The target of a DPoP proof ({@code htu}, RFC 9449 §4.2) in normal form (RFC 3986 §6.2.2, §6.2.3),
 * so that two spellings of one resource compare equal and no two resources do.
 *
 * @param value scheme, authority and path in ASCII, at most 2048 characters; neither query nor
 *     fragment
 */
record Htu(String value) {
  static final int LONGEST = 2048;

  /** RFC 1123 §2.1. */
  private static final int LONGEST_HOST = 255;

  private static final int HIGHEST_PORT = 65_535;
  private static final String SUB_DELIMITERS = "!$&'()*+,;=";
  private static final String IN_PATH = SUB_DELIMITERS + ":@/";

  /**
   * The normal form of {@code text}; empty when it is no absolute http or https URI, names a user,
   * or holds a character that a URI does not hold.
   */
  static Optional<Htu> of(String text) {
    String uri = withoutQuery(text);
    int schemeEnd = uri.indexOf("://");
    if (text.length() > LONGEST || schemeEnd < 0 || !isPrintableAscii(uri)) {
      return Optional.empty();
    }
    String scheme = uri.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return Optional.empty();
    }
    int authorityAt = schemeEnd + 3;
    int pathAt = uri.indexOf('/', authorityAt);
    String authority = uri.substring(authorityAt, pathAt < 0 ? uri.length() : pathAt);
    Optional<String> path = pathAt < 0 ? Optional.of("/") : path(uri.substring(pathAt));
    return path.flatMap(
        p -> authority(scheme, authority).map(host -> new Htu(scheme + "://" + host + p)));
  }

  private static String withoutQuery(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '?' || text.charAt(i) == '#') {
        return text.substring(0, i);
      }
    }
    return text;
  }

  private static boolean isPrintableAscii(String text) {
    return text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }

  private static Optional<String> authority(String scheme, String authority) {
    // An IPv6 address has colons of its own.
    int hostEnd = authority.startsWith("[") ? authority.indexOf(']') + 1 : endOfName(authority);
    Optional<String> host = host(authority.substring(0, hostEnd));
    Optional<String> port = port(scheme, authority.substring(hostEnd));
    return host.flatMap(name -> port.map(suffix -> name + suffix));
  }

  private static int endOfName(String authority) {
    int at = authority.indexOf(':');
    return at < 0 ? authority.length() : at;
  }

  private static Optional<String> host(String host) {
    if (host.isEmpty() || host.length() > LONGEST_HOST) {
      return Optional.empty();
    }
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("[") ? address(lower) : plain(lower, SUB_DELIMITERS, true);
  }

  private static Optional<String> address(String bracketed) {
    boolean plausible =
        bracketed
            .substring(1, bracketed.length() - 1)
            .chars()
            .allMatch(
                c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == ':' || c == '.');
    return plausible && bracketed.length() > 2 ? Optional.of(bracketed) : Optional.empty();
  }

  /** {@code :port}, or nothing where the scheme says as much. */
  private static Optional<String> port(String scheme, String suffix) {
    if (suffix.isEmpty() || suffix.equals(":")) {
      return Optional.of("");
    }
    String digits = suffix.substring(1);
    boolean number = digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (suffix.charAt(0) != ':' || !number || Integer.parseInt(digits) > HIGHEST_PORT) {
      return Optional.empty();
    }
    int port = Integer.parseInt(digits);
    return Optional.of(port == (scheme.equals("https") ? 443 : 80) ? "" : ":" + port);
  }

  private static Optional<String> path(String path) {
    // Decoded first: %2E%2E climbs as well as two dots.
    return plain(path, IN_PATH, false).map(Htu::withoutDotSegments);
  }

  /** RFC 3986 §5.2.4, for a path that starts with a slash. */
  private static String withoutDotSegments(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    String[] segments = path.substring(1).split("/", -1);
    List<String> kept = new ArrayList<>(segments.length);
    for (int i = 0; i < segments.length; i++) {
      boolean up = segments[i].equals("..");
      boolean dots = up || segments[i].equals(".");
      if (up && !kept.isEmpty()) {
        kept.remove(kept.size() - 1);
      }
      if (!dots) {
        kept.add(segments[i]);
      } else if (i == segments.length - 1) {
        kept.add("");
      }
    }
    return "/" + String.join("/", kept);
  }

  /**
   * {@code text} with unreserved characters spelt as themselves and all other encodings in upper
   * case (RFC 3986 §6.2.2.1, §6.2.2.2); empty when it holds what is neither.
   */
  private static Optional<String> plain(String text, String delimiters, boolean ignoringCase) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isUnreserved(c) || delimiters.indexOf(c) >= 0) {
        plain.append(c);
        continue;
      }
      int octet = c == '%' && i + 2 < text.length() ? octet(text, i + 1) : -1;
      if (octet < 0) {
        return Optional.empty();
      }
      if (isUnreserved((char) octet)) {
        plain.append(ignoringCase ? Character.toLowerCase((char) octet) : (char) octet);
      } else {
        plain.append(text.substring(i, i + 3).toUpperCase(Locale.ROOT));
      }
      i += 2;
    }
    return Optional.of(plain.toString());
  }

  private static int octet(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
