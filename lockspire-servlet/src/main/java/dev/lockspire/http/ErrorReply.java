package dev.lockspire.http;

/** Renders an {@link OAuthError} for a machine (RFC 6749 §5.2) or for a person. */
public final class ErrorReply {
  private ErrorReply() {}

  /** {@code {"error","error_description"}} with the error's status and challenge headers. */
  public static Reply json(OAuthError error) {
    JsonWriter json = new JsonWriter(128);
    json.beginObject()
        .field("error", error.error())
        .field("error_description", error.description())
        .endObject();
    return Reply.json(error.status(), json.toBytes()).withHeaders(error.headers());
  }

  /**
   * A first-party page that shows the description, the reason code and the id under which an
   * operator finds the refusal, and leads nowhere.
   */
  public static Reply page(OAuthError error, String nonce, String correlationId) {
    String html =
        Page.document(
            "This request cannot be completed",
            nonce,
            "<h1>This request cannot be completed</h1><p class=\"lead\">"
                + Page.escape(error.description())
                + "</p><p>Nothing was shared with the application. Go back to it and try again; if"
                + " this keeps happening, tell its developers what stands below.</p>"
                + "<dl><dt>Error</dt><dd><code id=\"error\">"
                + Page.escape(error.error())
                + "</code></dd><dt>Reason</dt><dd><code id=\"reason\">"
                + Page.escape(error.reason())
                + "</code></dd>"
                + reference(correlationId)
                + "</dl>");
    return Reply.page(error.status(), html, ContentSecurityPolicy.page(nonce, java.util.List.of()))
        .withHeaders(error.headers());
  }

  private static String reference(String correlationId) {
    return correlationId.isEmpty()
        ? ""
        : "<dt>Reference</dt><dd><code id=\"reference\">"
            + Page.escape(correlationId)
            + "</code></dd>";
  }
}
