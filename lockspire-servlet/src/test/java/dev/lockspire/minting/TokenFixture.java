package dev.lockspire.minting;

import dev.lockspire.crypto.Sha256;
import dev.lockspire.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A token row as a grant would have written it; every column can be set. */
public final class TokenFixture {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final Set<String> JSON = Set.of("cnf", "claims", "authorization_details");

  private final Database database;
  private final String token = "token-" + NUMBER.incrementAndGet();
  private final Map<String, Object> columns = new TreeMap<>();

  /** An access token of {@code client-a} for {@code person-1}, issued now and good for an hour. */
  public TokenFixture(Database database, Instant now) {
    this.database = database;
    columns.put("token_hash", Sha256.hex(token));
    columns.put("token_type", "access_token");
    columns.put("client_id", "client-a");
    columns.put("account_id", "person-1");
    columns.put("issued_at", now);
    columns.put("expires_at", now.plus(Duration.ofHours(1)));
  }

  public TokenFixture with(String column, Object value) {
    columns.put(column, value);
    return this;
  }

  public TokenFixture without(String column) {
    columns.remove(column);
    return this;
  }

  public TokenFixture refresh(String family) {
    return with("token_type", "refresh_token").with("family_id", family);
  }

  public TokenFixture code() {
    return with("token_type", "authorization_code");
  }

  public TokenFixture family(String family) {
    return with("family_id", family);
  }

  public TokenFixture authorizationDetails(String json) {
    return with("authorization_details", json);
  }

  public TokenFixture expires(Instant at) {
    return with("expires_at", at);
  }

  public TokenFixture scopes(String... scopes) {
    return with("scopes", List.of(scopes));
  }

  /** Writes the row; answers the token in clear. */
  public String insert() {
    insertRow();
    return token;
  }

  /** Writes the row; answers its id. */
  public long insertRow() {
    List<String> names = new ArrayList<>();
    List<String> places = new ArrayList<>();
    columns.forEach(
        (name, value) -> {
          names.add(name);
          places.add(JSON.contains(name) ? "?::jsonb" : "?");
        });
    String sql =
        "INSERT INTO {tokens} (%s) VALUES (%s) RETURNING id"
            .formatted(String.join(", ", names), String.join(", ", places));
    return database
        .first(
            database.sql(sql),
            bind -> {
              for (Object value : columns.values()) {
                if (value instanceof Instant time) {
                  bind.time(time);
                } else if (value instanceof Long id) {
                  bind.id(id);
                } else if (value instanceof Integer number) {
                  bind.number(number);
                } else if (value instanceof byte[] bytes) {
                  bind.bytes(bytes);
                } else if (value instanceof List<?> texts) {
                  bind.texts(texts.stream().map(Object::toString).toList());
                } else {
                  bind.text((String) value);
                }
              }
            },
            row -> row.id("id"))
        .orElseThrow();
  }
}
