package dev.lockspire.client;

/**
 * Why one member of a client's metadata is refused.
 *
 * @param field the member's name: {@code redirect_uris}
 * @param reason stable snake_case code: {@code invalid_redirect_uri}
 * @param detail a further code, or what would have been right; empty when the reason says it all
 * @param entry which entry of a list is meant, as it was given; empty for the whole member
 */
public record FieldError(String field, String reason, String detail, String entry) {

  public FieldError(String field, String reason, String detail) {
    this(field, reason, detail, "");
  }

  static FieldError of(String field, String reason) {
    return new FieldError(field, reason, "");
  }

  @Override
  public String toString() {
    return field
        + ": "
        + reason
        + (detail.isEmpty() ? "" : " (" + detail + ")")
        + (entry.isEmpty() ? "" : ": " + entry);
  }
}
