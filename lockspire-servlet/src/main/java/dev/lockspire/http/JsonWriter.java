package dev.lockspire.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * Writes JSON (RFC 8259) straight to UTF-8 bytes.
 *
 * <p>Members whose value is null are left out: absent is the protocol's way to say "none". Not for
 * use by several threads.
 */
public final class JsonWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private byte[] buffer;
  private int length;
  private boolean needsComma;

  /**
   * @param expectedBytes how large the result will about be; it grows when needed
   */
  public JsonWriter(int expectedBytes) {
    this.buffer = new byte[expectedBytes];
  }

  public JsonWriter beginObject() {
    separate();
    put('{');
    needsComma = false;
    return this;
  }

  public JsonWriter endObject() {
    put('}');
    needsComma = true;
    return this;
  }

  public JsonWriter beginArray() {
    separate();
    put('[');
    needsComma = false;
    return this;
  }

  public JsonWriter endArray() {
    put(']');
    needsComma = true;
    return this;
  }

  public JsonWriter name(String name) {
    separate();
    string(name);
    put(':');
    needsComma = false;
    return this;
  }

  /** A member with a text value; left out when {@code value} is null. */
  public JsonWriter field(String name, String value) {
    return value == null ? this : name(name).value(value);
  }

  public JsonWriter field(String name, long value) {
    return name(name).value(value);
  }

  public JsonWriter field(String name, boolean value) {
    return name(name).value(value);
  }

  /** A member with any value of {@link #any}; left out when {@code value} is null. */
  public JsonWriter field(String name, Object value) {
    return value == null ? this : name(name).any(value);
  }

  /** A member whose value is JSON text already. */
  public JsonWriter json(String name, String json) {
    return json(name, json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A member whose value is JSON already.
   *
   * @param json one well-formed value
   */
  public JsonWriter json(String name, byte[] json) {
    name(name);
    ensure(json.length);
    System.arraycopy(json, 0, buffer, length, json.length);
    length += json.length;
    needsComma = true;
    return this;
  }

  public JsonWriter value(String value) {
    separate();
    string(value);
    needsComma = true;
    return this;
  }

  public JsonWriter value(long value) {
    separate();
    ascii(Long.toString(value));
    needsComma = true;
    return this;
  }

  public JsonWriter value(boolean value) {
    separate();
    ascii(value ? "true" : "false");
    needsComma = true;
    return this;
  }

  /**
   * A string, number, boolean, map, collection, {@link Instant} (as whole seconds, RFC 7519 §2) or
   * null.
   *
   * @throws IllegalArgumentException for any other type
   */
  public JsonWriter any(Object value) {
    if (value == null) {
      separate();
      ascii("null");
      needsComma = true;
    } else if (value instanceof CharSequence || value instanceof Enum<?>) {
      value(value.toString());
    } else if (value instanceof Boolean flag) {
      value(flag.booleanValue());
    } else if (value instanceof Instant instant) {
      value(instant.getEpochSecond());
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof Map<?, ?> map) {
      beginObject();
      map.forEach((key, member) -> field(key.toString(), member));
      endObject();
    } else if (value instanceof Collection<?> items) {
      beginArray();
      items.forEach(this::any);
      endArray();
    } else {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass().getName());
    }
    return this;
  }

  /** {@code value} as one JSON document. */
  public static byte[] bytes(Map<String, ?> value) {
    return new JsonWriter(512).any(value).toBytes();
  }

  public byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }

  @Override
  public String toString() {
    return new String(buffer, 0, length, StandardCharsets.UTF_8);
  }

  private void number(Number number) {
    boolean binary = number instanceof Double || number instanceof Float;
    if (binary && !Double.isFinite(number.doubleValue())) {
      throw new IllegalArgumentException("JSON has no such number: " + number);
    }
    separate();
    ascii(number.toString());
    needsComma = true;
  }

  private void separate() {
    if (needsComma) {
      put(',');
    }
  }

  private void string(String text) {
    put('"');
    ensure(text.length() + 1);
    int i = plain(text);
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        put(c);
      } else if (c < 0x80) {
        escape(c);
      } else {
        i += multiByte(text, i);
      }
    }
    put('"');
  }

  /** Writes what needs no escape, which is nearly always all; answers where it ends. */
  private int plain(String text) {
    byte[] bytes = buffer;
    int at = length;
    int i = 0;
    for (; i < text.length() && isPlain(text.charAt(i)); i++) {
      bytes[at++] = (byte) text.charAt(i);
    }
    length = at;
    return i;
  }

  private static boolean isPlain(char c) {
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
  }

  private void escape(char c) {
    put('\\');
    switch (c) {
      case '"', '\\' -> put(c);
      case '\n' -> put('n');
      case '\r' -> put('r');
      case '\t' -> put('t');
      default -> {
        ascii("u00");
        put(HEX[c >> 4]);
        put(HEX[c & 0xf]);
      }
    }
  }

  /** Writes the code point at {@code i}; answers how many further chars it took. */
  private int multiByte(String text, int i) {
    int codePoint = text.codePointAt(i);
    if (Character.isSurrogate((char) codePoint) && codePoint < 0x10000) {
      codePoint = 0xfffd;
    }
    for (byte b : new String(Character.toChars(codePoint)).getBytes(StandardCharsets.UTF_8)) {
      put(b);
    }
    return codePoint >= 0x10000 ? 1 : 0;
  }

  private void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  private void put(int b) {
    ensure(1);
    buffer[length++] = (byte) b;
  }

  private void ensure(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
