package dev.lockspire.http;

/**
 * A cookie that is set: always {@code HttpOnly} and {@code SameSite=Lax}, because no script and no
 * cross-site POST has any business with it (RFC 6265bis §5.6).
 *
 * @param path where the browser sends it back
 * @param secure whether it travels over TLS only
 * @param expire true to delete it
 */
public record Cookie(String name, String value, String path, boolean secure, boolean expire) {

  String headerValue() {
    return name
        + "="
        + value
        + "; Path="
        + (path.isEmpty() ? "/" : path)
        + (expire ? "; Max-Age=0" : "")
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }
}
