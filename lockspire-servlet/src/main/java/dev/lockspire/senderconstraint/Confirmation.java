package dev.lockspire.senderconstraint;

import dev.lockspire.http.JsonReader;
import dev.lockspire.http.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The key that a token is bound to: the members of {@code cnf} (RFC 7800 §3.1) that this server
 * issues. Without any the token is a bearer token.
 *
 * @param jkt SHA-256 thumbprint of a DPoP key (RFC 9449 §6.1)
 * @param x5tS256 SHA-256 thumbprint of a client certificate (RFC 8705 §3.1)
 */
public record Confirmation(Optional<String> jkt, Optional<String> x5tS256) {
  /** Name of the member of a DPoP key. */
  public static final String JKT = "jkt";

  /** Name of the member of a certificate. */
  public static final String X5T_S256 = "x5t#S256";

  private static final int LONGEST_STORED = 8192;

  private static final Confirmation NONE = new Confirmation(Optional.empty(), Optional.empty());

  /** A bearer token's. */
  public static Confirmation none() {
    return NONE;
  }

  /**
   * Reads a {@code cnf} that a token or a row carries.
   *
   * @return empty when it holds a member that is not understood, or none at all: such a token must
   *     be refused, never taken for a bearer token
   */
  public static Optional<Confirmation> of(Map<String, ?> cnf) {
    if (cnf.isEmpty() || !Map.of(JKT, 1, X5T_S256, 1).keySet().containsAll(cnf.keySet())) {
      return Optional.empty();
    }
    for (Object value : cnf.values()) {
      if (!(value instanceof String text) || text.isBlank()) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Confirmation(
            Optional.ofNullable((String) cnf.get(JKT)),
            Optional.ofNullable((String) cnf.get(X5T_S256))));
  }

  /**
   * Reads the {@code cnf} of a row; null makes a bearer token.
   *
   * @return empty when it cannot be read: such a token must be refused, as in {@link #of}
   */
  public static Optional<Confirmation> ofStored(String json) {
    return json == null
        ? Optional.of(NONE)
        : JsonReader.object(json, LONGEST_STORED).flatMap(Confirmation::of);
  }

  /** As a row keeps it; null for a bearer token. */
  public String toStored() {
    return isBearer() ? null : new String(JsonWriter.bytes(members()), StandardCharsets.UTF_8);
  }

  public boolean isBearer() {
    return jkt.isEmpty() && x5tS256.isEmpty();
  }

  /** {@code token_type} of a token bound like this (RFC 9449 §5, RFC 8705 §3). */
  public String tokenType() {
    return jkt.isPresent() ? "DPoP" : "Bearer";
  }

  /** In a word, for who is told: {@code key}, {@code certificate} or {@code nothing}. */
  public String boundTo() {
    if (jkt.isPresent()) {
      return "key";
    }
    return x5tS256.isPresent() ? "certificate" : "nothing";
  }

  /** The members as JSON names them; empty for a bearer token. */
  public Map<String, String> members() {
    Map<String, String> members = new LinkedHashMap<>();
    jkt.ifPresent(value -> members.put(JKT, value));
    x5tS256.ifPresent(value -> members.put(X5T_S256, value));
    return members;
  }
}
