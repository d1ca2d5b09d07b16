package dev.lockspire.authorize;

import dev.lockspire.http.FormDecoder;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads replies the way a browser or an application would. */
final class Answer {
  private static final Pattern INPUT =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");
  private static final Pattern REASON = Pattern.compile("<code id=\"reason\">([^<]*)</code>");

  private Answer() {}

  static String location(Reply reply) {
    return reply
        .header("Location")
        .orElseThrow(
            () ->
                new AssertionError(
                    "no redirect but " + reply.status() + " " + reason(reply) + reply.text()));
  }

  /** Parameters in the query of the redirect. */
  static Parameters query(Reply reply) {
    return queryOf(location(reply));
  }

  static Parameters queryOf(String url) {
    int hash = url.indexOf('#');
    String bare = hash < 0 ? url : url.substring(0, hash);
    int question = bare.indexOf('?');
    return question < 0 ? Parameters.none() : decode(bare.substring(question + 1));
  }

  /** Parameters in the fragment of the redirect. */
  static Parameters fragment(Reply reply) {
    String location = location(reply);
    int hash = location.indexOf('#');
    return hash < 0 ? Parameters.none() : decode(location.substring(hash + 1));
  }

  /** Hidden inputs of the page, unescaped. */
  static Map<String, String> hiddenInputs(Reply reply) {
    Map<String, String> inputs = new LinkedHashMap<>();
    Matcher matcher = INPUT.matcher(reply.text());
    while (matcher.find()) {
      inputs.putIfAbsent(unescape(matcher.group(1)), unescape(matcher.group(2)));
    }
    return inputs;
  }

  /** The reason code a page shows; empty when it shows none. */
  static String reason(Reply reply) {
    Matcher matcher = REASON.matcher(reply.text());
    return matcher.find() ? unescape(matcher.group(1)) : "";
  }

  private static Parameters decode(String encoded) {
    return new FormDecoder(100).decode(encoded);
  }

  static String unescape(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
