package dev.lockspire.demo.api;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Why a request was not let through, as RFC 6750 §3 writes it. */
final class TokenRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final String scope;

  private TokenRefused(int status, String error, String description, String scope) {
    super(description);
    this.status = status;
    this.error = error;
    this.scope = scope;
  }

  /** Without an error code: the caller has not tried yet (§3.1). */
  static TokenRefused noToken() {
    return new TokenRefused(401, "", "", "");
  }

  static TokenRefused invalidRequest(String description) {
    return new TokenRefused(400, "invalid_request", description, "");
  }

  static TokenRefused invalidToken(String description) {
    return new TokenRefused(401, "invalid_token", description, "");
  }

  static TokenRefused insufficientScope(Set<String> scopes) {
    return new TokenRefused(
        403,
        "insufficient_scope",
        "the token does not cover this",
        String.join(" ", new TreeSet<>(scopes)));
  }

  void write(HttpServletResponse response, String realm) throws IOException {
    StringBuilder challenge = new StringBuilder("Bearer realm=\"").append(realm).append('"');
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error.isEmpty() ? "invalid_token" : error);
    if (!error.isEmpty()) {
      challenge.append(", error=\"").append(error).append('"');
      challenge.append(", error_description=\"").append(getMessage()).append('"');
      body.put("error_description", getMessage());
    }
    if (!scope.isEmpty()) {
      challenge.append(", scope=\"").append(scope).append('"');
    }
    response.setStatus(status);
    response.setHeader("WWW-Authenticate", challenge.toString());
    response.setContentType("application/json");
    response
        .getOutputStream()
        .write(JSONObjectUtils.toJSONString(body).getBytes(StandardCharsets.UTF_8));
  }
}
