package dev.lockspire.rar;

import com.nimbusds.jose.util.JSONArrayUtils;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.storage.StorageFailure;
import java.math.BigDecimal;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client asks for beyond scopes (RFC 9396 §2): JSON objects in order, each of a {@code
 * type}. Immutable down to the last member. Two are equal when their objects are, one by one and
 * whatever the order of members; text compares as canonical JSON (RFC 8785).
 *
 * <p>Whole numbers are {@link Long}, others {@link BigDecimal}.
 */
public final class AuthorizationDetails {
  private static final AuthorizationDetails NONE = new AuthorizationDetails(List.of());
  private static final String EMPTY = "[]";

  private final List<Map<String, Object>> objects;
  private final List<String> canonical;

  private AuthorizationDetails(List<Map<String, Object>> objects) {
    this.objects = List.copyOf(objects);
    this.canonical = this.objects.stream().map(CanonicalJson::of).toList();
  }

  public static AuthorizationDetails none() {
    return NONE;
  }

  /**
   * The details that {@code objects} are, copied.
   *
   * @throws IllegalArgumentException when one breaks {@link DetailBounds}, or all together do
   */
  public static AuthorizationDetails of(Collection<?> objects) {
    if (objects.isEmpty()) {
      return NONE;
    }
    AuthorizationDetails details = new AuthorizationDetails(DetailBounds.checked(objects));
    DetailBounds.checkSize(details.toJson());
    return details;
  }

  /** What {@link #toJson} wrote, read back from the database. */
  public static AuthorizationDetails ofStored(String json) {
    if (json == null || json.equals(EMPTY)) {
      return NONE;
    }
    try {
      List<Map<String, Object>> objects = new ArrayList<>();
      for (Object object : JSONArrayUtils.parse(json)) {
        objects.add(copy((Map<?, ?>) object));
      }
      return new AuthorizationDetails(objects);
    } catch (ParseException | RuntimeException e) {
      throw new StorageFailure("stored authorization details could not be read", e);
    }
  }

  /** {@code object} as it is kept: its own, unchangeable, its numbers exact. */
  static Map<String, Object> copy(Map<?, ?> object) {
    Map<String, Object> copy = new LinkedHashMap<>();
    object.forEach((name, member) -> copy.put((String) name, copyOf(member)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object copyOf(Object value) {
    if (value instanceof Map<?, ?> object) {
      return copy(object);
    }
    if (value instanceof Collection<?> array) {
      List<Object> copy = new ArrayList<>(array.size());
      array.forEach(element -> copy.add(copyOf(element)));
      return Collections.unmodifiableList(copy);
    }
    return value instanceof Number number ? exact(number) : value;
  }

  private static Number exact(Number number) {
    BigDecimal decimal = new BigDecimal(CanonicalJson.number(number.doubleValue()));
    return decimal.scale() <= 0 ? (Number) decimal.longValueExact() : decimal;
  }

  /** The objects, in order. */
  public List<Map<String, Object>> objects() {
    return objects;
  }

  /** The types they are of, each once, in order. */
  public List<String> types() {
    return objects.stream().map(AuthorizationDetails::type).distinct().toList();
  }

  static String type(Map<String, Object> object) {
    return (String) object.get("type");
  }

  public boolean isEmpty() {
    return objects.isEmpty();
  }

  /** The canonical text of each object, in order. */
  List<String> canonical() {
    return canonical;
  }

  /** True when each of {@code others} equals one of these. */
  public boolean containsAll(AuthorizationDetails others) {
    return new HashSet<>(canonical).containsAll(others.canonical);
  }

  /** All of it as canonical JSON: an array, also as it is stored. */
  public String toJson() {
    return "[" + String.join(",", canonical) + "]";
  }

  /** As JSON that people read: one member a line, two spaces a level. */
  public String toPrettyJson() {
    return PrettyJson.of(objects);
  }

  /** SHA-256 of the canonical text in hex: the same for what is equal, and for nothing else. */
  public String fingerprint() {
    return Sha256.hex(toJson());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuthorizationDetails details && canonical.equals(details.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  /** Types alone: the rest is between the person and the application. */
  @Override
  public String toString() {
    return "AuthorizationDetails" + types();
  }
}
