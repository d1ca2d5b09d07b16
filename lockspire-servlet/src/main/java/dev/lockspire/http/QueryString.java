package dev.lockspire.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Puts parameters onto URLs, as query or fragment. A space is always {@code %20}, never a plus. */
public final class QueryString {
  private QueryString() {}

  /** {@code name=value&…} in the map's order; null and empty values are left out. */
  public static String encode(Map<String, String> parameters) {
    StringBuilder out = new StringBuilder();
    parameters.forEach(
        (name, value) -> {
          if (value != null && !value.isEmpty()) {
            if (out.length() > 0) {
              out.append('&');
            }
            out.append(encode(name)).append('=').append(encode(value));
          }
        });
    return out.toString();
  }

  /** Every parameter just as it was sent, empty and repeated ones included. */
  public static String encode(Parameters parameters) {
    StringBuilder out = new StringBuilder();
    for (String name : parameters.names()) {
      for (String value : parameters.all(name)) {
        out.append(out.length() > 0 ? "&" : "").append(encode(name));
        out.append('=').append(encode(value));
      }
    }
    return out.toString();
  }

  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * {@code url} with {@code parameters} in its query: a parameter of the same name that is already
   * there is replaced, the others stay as they are, and so does the fragment. What is left out of
   * {@code parameters} for want of a value replaces nothing (RFC 6749 §3.1.2: the query component
   * must be retained).
   */
  public static String merge(String url, Map<String, String> parameters) {
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : url.substring(hash);
    String bare = hash < 0 ? url : url.substring(0, hash);
    int question = bare.indexOf('?');
    String added = encode(parameters);
    if (question < 0) {
      return bare + (added.isEmpty() ? "" : "?" + added) + fragment;
    }
    String kept = without(bare.substring(question + 1), named(parameters));
    String joined = kept.isEmpty() || added.isEmpty() ? kept + added : kept + "&" + added;
    return bare.substring(0, question) + (joined.isEmpty() ? "" : "?" + joined) + fragment;
  }

  private static Set<String> named(Map<String, String> parameters) {
    Set<String> names = new HashSet<>();
    parameters.forEach(
        (name, value) -> {
          if (value != null && !value.isEmpty()) {
            names.add(name);
          }
        });
    return names;
  }

  private static String without(String query, Set<String> names) {
    StringBuilder kept = new StringBuilder();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!pair.isEmpty() && !names.contains(decodedOrRaw(name))) {
        if (kept.length() > 0) {
          kept.append('&');
        }
        kept.append(pair);
      }
    }
    return kept.toString();
  }

  private static String decodedOrRaw(String name) {
    try {
      return FormDecoder.component(name);
    } catch (OAuthError malformed) {
      return name;
    }
  }
}
