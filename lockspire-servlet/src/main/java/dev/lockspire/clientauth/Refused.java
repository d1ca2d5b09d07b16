package dev.lockspire.clientauth;

import java.util.Map;

/**
 * A caller did not prove who it is. Only the reason code tells why, and it stays inside: {@link
 * ClientAuthenticator} answers the same to all of them.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final transient Map<String, ?> compared;
  private final transient Map<String, String> attributes;

  /**
   * @param reason snake_case code for logs and telemetry
   */
  public Refused(String reason) {
    this(reason, Map.of());
  }

  /**
   * @param compared what was compared, for the operator who asks why; no secret
   */
  Refused(String reason, Map<String, ?> compared) {
    this(reason, compared, Map.of());
  }

  /**
   * @param attributes what telemetry and evidence may tell beside the reason
   */
  Refused(String reason, Map<String, ?> compared, Map<String, String> attributes) {
    super(reason, null, false, false);
    this.reason = reason;
    this.compared = compared;
    this.attributes = attributes;
  }

  public String reason() {
    return reason;
  }

  Map<String, ?> compared() {
    return compared;
  }

  Map<String, String> attributes() {
    return attributes;
  }
}
