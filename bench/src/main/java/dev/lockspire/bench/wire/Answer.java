package dev.lockspire.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One HTTP response (RFC 9112), read on demand from its bytes: most of it is never looked at. */
public final class Answer {
  private final int status;
  private final String head;
  private final byte[] body;

  /**
   * @param head status line and header lines, each ended by CR LF
   */
  Answer(int status, String head, byte[] body) {
    this.status = status;
    this.head = head;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** The first header of that name, whatever its case. */
  public Optional<String> header(String name) {
    List<String> all = headers(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
  }

  /** Every header of that name, in order. */
  public List<String> headers(String name) {
    List<String> found = new ArrayList<>(2);
    int line = head.indexOf("\r\n") + 2;
    while (line < head.length()) {
      int end = head.indexOf("\r\n", line);
      if (isNamed(head, line, name)) {
        found.add(head.substring(line + name.length() + 1, end).strip());
      }
      line = end + 2;
    }
    return found;
  }

  static boolean isNamed(String head, int line, String name) {
    int colon = line + name.length();
    return colon < head.length()
        && head.charAt(colon) == ':'
        && head.regionMatches(true, line, name, 0, name.length());
  }

  public String body() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** A text member of a JSON body; good for tokens, which hold no escapes. */
  public Optional<String> member(String name) {
    String json = body();
    int at = json.indexOf('"' + name + '"');
    int open = at < 0 ? -1 : json.indexOf('"', json.indexOf(':', at) + 1);
    int close = open < 0 ? -1 : json.indexOf('"', open + 1);
    return close < 0 ? Optional.empty() : Optional.of(json.substring(open + 1, close));
  }

  /** Names the answer without what it may carry: bodies can hold tokens. */
  @Override
  public String toString() {
    return head.substring(0, head.indexOf("\r\n"));
  }
}
