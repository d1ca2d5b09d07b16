package dev.lockspire.http;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.Sha256;
import java.time.Duration;

/** A document with its replies made ahead: the whole of it, and that it has not changed. */
public final class PublicDocument {
  /** Long enough to spare the server, short enough for a key to be known before it signs. */
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  private final String etag;
  private final Reply whole;
  private final Reply unchanged;

  /**
   * @param json the whole of it, whatever its media type
   */
  public PublicDocument(String mediaType, byte[] json) {
    // One tag per representation: the same bytes are sent as two media types.
    String digest = Base64Url.encode(Sha256.digest(json)).substring(0, 22);
    this.etag = '"' + digest + (mediaType.equals("application/json") ? "" : "-jwk-set") + '"';
    this.whole = Reply.metadata(mediaType, json, MAX_AGE, etag);
    this.unchanged = Reply.notModified(MAX_AGE, etag);
  }

  private PublicDocument(String etag, Reply whole, Reply unchanged) {
    this.etag = etag;
    this.whole = whole;
    this.unchanged = unchanged;
  }

  /** This document, with caches told that the answer depends on the request's {@code Accept}. */
  public PublicDocument negotiated() {
    return new PublicDocument(
        etag, whole.withHeader("Vary", "Accept"), unchanged.withHeader("Vary", "Accept"));
  }

  /** The document, or that the caller has it already (RFC 9110 §13.1.2). */
  public Reply answer(Call call) {
    for (String condition : call.headers().all("If-None-Match")) {
      if (matches(condition)) {
        return unchanged;
      }
    }
    return whole;
  }

  /** Weak comparison over a list of tags (RFC 9110 §13.1.2). */
  private boolean matches(String condition) {
    for (String tag : condition.split(",", -1)) {
      String candidate = tag.strip();
      if (candidate.equals("*")
          || candidate.equals(etag)
          || (candidate.startsWith("W/") && candidate.substring(2).equals(etag))) {
        return true;
      }
    }
    return false;
  }
}
