package dev.lockspire.replay;

import java.time.Instant;
import java.util.Objects;

/** One thing that must not be accepted twice. */
public sealed interface SingleUse {

  /** When it could no longer be accepted anyway, so that it need not be remembered. */
  Instant expiresAt();

  /**
   * The identifier of a client assertion (RFC 7523 §3): unique for the client that made it.
   *
   * @param jti 1 to 512 characters
   */
  record AssertionId(String clientId, String jti, Instant expiresAt) implements SingleUse {
    public AssertionId {
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(expiresAt, "expiresAt");
      requireJti(jti);
    }
  }

  /**
   * The identifier of a request object (RFC 9101 §4): unique for the client that made it, and apart
   * from those of its assertions.
   *
   * @param jti 1 to 512 characters
   */
  record RequestObjectId(String clientId, String jti, Instant expiresAt) implements SingleUse {
    /** No jti holds a control character: what begins with one is never an assertion's. */
    private static final char APART = '\u001f';

    public RequestObjectId {
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(expiresAt, "expiresAt");
      requireJti(jti);
    }

    /** What it is remembered by beside the identifiers of assertions. */
    String key() {
      return APART + jti;
    }
  }

  private static void requireJti(String jti) {
    if (!isJti(jti)) {
      throw new IllegalArgumentException("a jti has 1 to 512 characters");
    }
  }

  /** Of 1 to 512 characters that a database keeps as they are, none of them a control character. */
  static boolean isJti(String text) {
    return !text.isEmpty()
        && text.length() <= 512
        && text.codePoints()
            .noneMatch(
                c ->
                    Character.isISOControl(c)
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  /**
   * A DPoP proof (RFC 9449 §11.1).
   *
   * @param key digest of the four that follow
   * @param jkt thumbprint of the key that signed it
   * @param jti 1 to 512 characters
   * @param htm HTTP method
   * @param htu normalised target, at most 2048 characters
   */
  record Proof(String key, String jkt, String jti, String htm, String htu, Instant expiresAt)
      implements SingleUse {
    public Proof {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(jkt, "jkt");
      Objects.requireNonNull(jti, "jti");
      Objects.requireNonNull(htm, "htm");
      Objects.requireNonNull(htu, "htu");
      Objects.requireNonNull(expiresAt, "expiresAt");
    }
  }
}
