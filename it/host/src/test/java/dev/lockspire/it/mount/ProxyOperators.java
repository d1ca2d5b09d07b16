package dev.lockspire.it.mount;

import dev.lockspire.host.Operator;
import dev.lockspire.host.OperatorIdentity;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** Believes the reverse proxy who is at the console, once it has shown that it is the proxy. */
public final class ProxyOperators implements OperatorIdentity {
  private final byte[] proof;

  /** For Lockspire, which makes it by the name in the configuration. */
  public ProxyOperators() {
    this(System.getenv("CONSOLE_PROXY_PROOF"));
  }

  /**
   * @param proof what only the proxy and this application know; at least 32 random characters
   */
  ProxyOperators(String proof) {
    if (proof == null || proof.length() < 32) {
      throw new IllegalStateException("CONSOLE_PROXY_PROOF needs 32 characters or more");
    }
    this.proof = proof.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Optional<Operator> operator(HttpServletRequest request) {
    String user = request.getHeader("X-Operator");
    String groups = request.getHeader("X-Operator-Groups");
    if (!isFromProxy(request) || user == null || user.isBlank() || groups == null) {
      return Optional.empty();
    }
    List<String> of = List.of(groups.split("[, ]+"));
    if (of.contains("oauth-operators")) {
      return Optional.of(new Operator(user, user, Operator.Role.OPERATOR));
    }
    return of.contains("oauth-auditors")
        ? Optional.of(new Operator(user, user, Operator.Role.AUDITOR))
        : Optional.empty();
  }

  private boolean isFromProxy(HttpServletRequest request) {
    String shown = request.getHeader("X-Operator-Proof");
    return shown != null && MessageDigest.isEqual(proof, shown.getBytes(StandardCharsets.UTF_8));
  }
}
