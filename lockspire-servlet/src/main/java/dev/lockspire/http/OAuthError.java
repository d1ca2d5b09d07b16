package dev.lockspire.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A refused request: the one exception type for protocol outcomes (RFC 6749 §5.2).
 *
 * <p>It has two faces. A client may read {@link #error()} and {@link #description()}; only logs,
 * telemetry and audit read {@link #reason()}, a stable snake_case code. Neither ever holds a
 * secret.
 */
public final class OAuthError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_COMPARED = 500;

  private final int status;
  private final String error;
  private final String description;
  private final String reason;
  private final transient List<Reply.Header> headers;
  private final transient Map<String, String> compared;

  private OAuthError(
      int status,
      String error,
      String reason,
      String description,
      List<Reply.Header> headers,
      Map<String, String> compared) {
    // No stack trace: this is an expected outcome and is thrown at request rate.
    super(error + "/" + reason, null, false, false);
    this.status = status;
    this.error = Objects.requireNonNull(error, "error");
    this.reason = Objects.requireNonNull(reason, "reason");
    this.description = Objects.requireNonNull(description, "description");
    this.headers = List.copyOf(headers);
    this.compared = compared;
  }

  /**
   * @param status HTTP status, 400 to 599
   * @param error public error code of the registry of RFC 6749 §11.4
   * @param reason internal reason code, never sent to a client
   * @param description free text for the developer of the client; US-ASCII without quotes or
   *     backslashes (RFC 6749 §5.2)
   */
  public static OAuthError of(int status, String error, String reason, String description) {
    return new OAuthError(status, error, reason, description, List.of(), Map.of());
  }

  public static OAuthError invalidRequest(String reason, String description) {
    return of(400, "invalid_request", reason, description);
  }

  public static OAuthError invalidGrant(String reason, String description) {
    return of(400, "invalid_grant", reason, description);
  }

  public static OAuthError invalidScope(String reason, String description) {
    return of(400, "invalid_scope", reason, description);
  }

  public static OAuthError invalidTarget(String reason, String description) {
    return of(400, "invalid_target", reason, description);
  }

  /** RFC 9396 §5. */
  public static OAuthError invalidAuthorizationDetails(String reason, String description) {
    return of(400, "invalid_authorization_details", reason, description);
  }

  public static OAuthError unauthorizedClient(String reason, String description) {
    return of(400, "unauthorized_client", reason, description);
  }

  public static OAuthError serverError(String reason, String description) {
    return of(500, "server_error", reason, description);
  }

  /** This error with one more response header, such as a challenge. */
  public OAuthError withHeader(String name, String value) {
    List<Reply.Header> more = new ArrayList<>(headers);
    more.add(new Reply.Header(name, value));
    return new OAuthError(status, error, reason, description, more, compared);
  }

  /**
   * This error with one of the values that were compared, for the operator who asks why. Never sent
   * to a client, and never a secret; it is cut to 500 characters.
   */
  public OAuthError comparing(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(compared);
    String text = String.valueOf(value);
    more.put(name, text.length() <= MAX_COMPARED ? text : text.substring(0, MAX_COMPARED) + "…");
    return new OAuthError(
        status, error, reason, description, headers, Collections.unmodifiableMap(more));
  }

  /** As {@link #comparing(String, Object)}, for several values. */
  public OAuthError comparing(Map<String, ?> values) {
    OAuthError error = this;
    for (Map.Entry<String, ?> value : values.entrySet()) {
      error = error.comparing(value.getKey(), value.getValue());
    }
    return error;
  }

  /** What {@link #comparing} put in, in order. */
  public Map<String, String> compared() {
    return compared;
  }

  public int status() {
    return status;
  }

  public String error() {
    return error;
  }

  public String description() {
    return description;
  }

  public String reason() {
    return reason;
  }

  public List<Reply.Header> headers() {
    return headers;
  }
}
