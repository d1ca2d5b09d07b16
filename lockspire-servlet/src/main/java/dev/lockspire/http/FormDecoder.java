package dev.lockspire.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes {@code application/x-www-form-urlencoded} text strictly (WHATWG URL §5.1, with every
 * leniency taken out): a malformed escape, invalid UTF-8, a NUL byte or too many parameters is
 * refused instead of being repaired into something nobody signed.
 */
public final class FormDecoder {
  private final int maxParameters;

  /**
   * @param maxParameters how many name-value pairs one form may hold
   */
  public FormDecoder(int maxParameters) {
    this.maxParameters = maxParameters;
  }

  /**
   * @param encoded raw query or body; characters above U+00FF never occur in well-formed input
   * @throws OAuthError {@code invalid_request} when {@code encoded} is malformed or too long a list
   */
  public Parameters decode(String encoded) {
    if (encoded.isEmpty()) {
      return Parameters.none();
    }
    Parameters.Builder parameters = new Parameters.Builder();
    int count = 0;
    int start = 0;
    while (start <= encoded.length()) {
      int end = encoded.indexOf('&', start);
      if (end < 0) {
        end = encoded.length();
      }
      if (end > start) {
        if (++count > maxParameters) {
          throw malformed("too_many_parameters", "The request has too many parameters.");
        }
        int equals = encoded.indexOf('=', start);
        boolean named = equals >= 0 && equals < end;
        String name = decode(encoded, start, named ? equals : end);
        parameters.add(name, named ? decode(encoded, equals + 1, end) : "");
      }
      start = end + 1;
    }
    return parameters.build();
  }

  /**
   * One form-decoded component, such as each half of HTTP Basic credentials (RFC 6749 §2.3.1).
   *
   * @throws OAuthError {@code invalid_request} when it is malformed
   */
  public static String component(String encoded) {
    return decode(encoded, 0, encoded.length());
  }

  private static String decode(String text, int from, int to) {
    boolean plain = true;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '%' || c == '+' || c > 0x7e || c < 0x20) {
        plain = false;
        break;
      }
    }
    return plain ? text.substring(from, to) : decodeEscaped(text, from, to);
  }

  private static String decodeEscaped(String text, int from, int to) {
    byte[] bytes = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '+') {
        bytes[length++] = ' ';
      } else if (c == '%') {
        boolean complete = i + 2 < to;
        int high = complete ? hexDigit(text.charAt(i + 1)) : -1;
        int low = complete ? hexDigit(text.charAt(i + 2)) : -1;
        if (high < 0 || low < 0) {
          throw malformed("malformed_encoding", "A percent escape is malformed.");
        }
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      } else if (c <= 0xff) {
        bytes[length++] = (byte) c;
      } else {
        throw malformed("malformed_encoding", "The parameters are not percent-encoded.");
      }
    }
    return utf8(bytes, length);
  }

  /** ASCII digits only: {@link Character#digit} would also take digits of other scripts. */
  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static String utf8(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        throw malformed("nul_byte", "A parameter contains a NUL byte.");
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("invalid_utf8", "A parameter is not valid UTF-8.");
    }
  }

  private static OAuthError malformed(String reason, String description) {
    return OAuthError.invalidRequest(reason, description);
  }
}
