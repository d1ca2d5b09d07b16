package dev.lockspire.bench.unit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JWT of an authorization response (JARM), read and not verified: that is the client's work.
 */
final class AuthorizationResponse {
  private static final Pattern CODE = Pattern.compile("\"code\":\"([^\"]+)\"");

  private AuthorizationResponse() {}

  static Optional<String> code(String jwt) {
    String payload = jwt.split("\\.", -1)[1];
    byte[] json = Base64.getUrlDecoder().decode(payload);
    Matcher code = CODE.matcher(new String(json, StandardCharsets.UTF_8));
    return code.find() ? Optional.of(code.group(1)) : Optional.empty();
  }
}
