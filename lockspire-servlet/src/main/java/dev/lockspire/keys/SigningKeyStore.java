package dev.lockspire.keys;

import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.http.JsonReader;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import dev.lockspire.storage.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rows of the server's own keys. */
final class SigningKeyStore {
  private static final int MAX_JWK_CHARACTERS = 16 * 1024;
  private static final String COLUMNS =
      "kid, alg, kty, use, status, public_jwk, inserted_at, published_at, activated_at,"
          + " retiring_at, retired_at";
  private static final String INSERT =
      """
      INSERT INTO {signing_keys} (kid, alg, kty, use, public_jwk, private_jwk_encrypted, status,
        inserted_at, updated_at) VALUES (?, ?, ?, ?, ?::jsonb, ?, 'upcoming', ?, ?)
      """;
  private static final String IN_USE =
      "SELECT "
          + COLUMNS
          + ", CASE WHEN status = 'active' OR (status = 'retiring' AND use = 'enc')"
          + " THEN private_jwk_encrypted END AS sealed"
          + " FROM {signing_keys} WHERE status <> 'retired' ORDER BY id";
  private static final String ALL =
      "SELECT "
          + COLUMNS
          + " FROM {signing_keys} ORDER BY"
          + " array_position(ARRAY['active','upcoming','retiring','retired'], status), id DESC";
  private static final String LOCK =
      "SELECT " + COLUMNS + " FROM {signing_keys} WHERE kid = ? FOR UPDATE";
  private static final String LOCK_ACTIVE =
      "SELECT "
          + COLUMNS
          + " FROM {signing_keys} WHERE use = ? AND alg = ? AND status = 'active'"
          + " ORDER BY id FOR UPDATE";
  private static final String LOCK_PUBLISHED =
      "SELECT "
          + COLUMNS
          + " FROM {signing_keys} WHERE use = ? AND alg = ? AND status = 'upcoming'"
          + " AND published_at IS NOT NULL ORDER BY id DESC LIMIT 1 FOR UPDATE";
  private static final String PUBLISH =
      "UPDATE {signing_keys} SET published_at = ?, updated_at = ? WHERE kid = ? RETURNING "
          + COLUMNS;
  private static final String ACTIVATE = move("active", "activated_at");
  private static final String RETIRING = move("retiring", "retiring_at");
  private static final String RETIRE = move("retired", "retired_at");
  private static final String EVER_ACTIVE =
      "SELECT EXISTS (SELECT 1 FROM {signing_keys} WHERE use = ? AND activated_at IS NOT NULL)"
          + " AS found";
  private static final String SERIALISE = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

  private final Database database;
  private final String inUse;
  private final String all;

  /** A row with what only who signs or decrypts needs. */
  record Sealed(SigningKey key, Optional<byte[]> sealedPrivateJwk) {}

  SigningKeyStore(Database database) {
    this.database = database;
    this.inUse = database.sql(IN_USE);
    this.all = database.sql(ALL);
  }

  private static String move(String status, String stamp) {
    return "UPDATE {signing_keys} SET status = '"
        + status
        + "', "
        + stamp
        + " = ?, updated_at = ? WHERE kid = ? RETURNING "
        + COLUMNS;
  }

  /**
   * Every key that is not retired, oldest first; with their sealed private part those that sign or
   * decrypt.
   */
  List<Sealed> inUse() {
    return database.all(
        inUse, b -> {}, row -> new Sealed(read(row), Optional.ofNullable(row.bytes("sealed"))));
  }

  /** Every key: active, upcoming, retiring, retired; newest first within each. */
  List<SigningKey> all() {
    return database.all(all, b -> {}, SigningKeyStore::read);
  }

  /** Lets one change of keys happen at a time, on all nodes, until {@code transaction} ends. */
  void serialise(Transaction transaction) {
    String name = "lockspire/signing_keys/" + database.schema().name();
    transaction.statements().first(SERIALISE, b -> b.text(name), row -> true);
  }

  void insert(Transaction transaction, JWK jwk, byte[] sealedPrivateJwk, Instant now) {
    transaction
        .statements()
        .execute(
            database.sql(INSERT),
            b ->
                b.text(jwk.getKeyID())
                    .text(jwk.getAlgorithm().getName())
                    .text(jwk.getKeyType().getValue())
                    .text(jwk.getKeyUse().identifier())
                    .json(jwk.toPublicJWK().toJSONString())
                    .bytes(sealedPrivateJwk)
                    .time(now)
                    .time(now));
  }

  Optional<SigningKey> lock(Transaction transaction, String kid) {
    return transaction
        .statements()
        .first(database.sql(LOCK), b -> b.text(kid), SigningKeyStore::read);
  }

  Optional<SigningKey> lockActive(Transaction transaction, KeyUse use, String algorithm) {
    return transaction
        .statements()
        .first(
            database.sql(LOCK_ACTIVE),
            b -> b.text(use.wireName()).text(algorithm),
            SigningKeyStore::read);
  }

  /** The newest key of {@code algorithm} that is published and does not sign yet. */
  Optional<SigningKey> lockPublished(Transaction transaction, KeyUse use, String algorithm) {
    return transaction
        .statements()
        .first(
            database.sql(LOCK_PUBLISHED),
            b -> b.text(use.wireName()).text(algorithm),
            SigningKeyStore::read);
  }

  boolean everActive(Transaction transaction, KeyUse use) {
    return transaction
        .statements()
        .first(database.sql(EVER_ACTIVE), b -> b.text(use.wireName()), row -> row.flag("found"))
        .orElse(false);
  }

  SigningKey publish(Transaction transaction, String kid, Instant now) {
    return change(transaction, PUBLISH, kid, now);
  }

  SigningKey activate(Transaction transaction, String kid, Instant now) {
    return change(transaction, ACTIVATE, kid, now);
  }

  SigningKey beginRetiring(Transaction transaction, String kid, Instant now) {
    return change(transaction, RETIRING, kid, now);
  }

  SigningKey retire(Transaction transaction, String kid, Instant now) {
    return change(transaction, RETIRE, kid, now);
  }

  private SigningKey change(Transaction transaction, String template, String kid, Instant now) {
    return transaction
        .statements()
        .first(database.sql(template), b -> b.time(now).time(now).text(kid), SigningKeyStore::read)
        .orElseThrow(() -> new IllegalStateException("a locked key is gone: " + kid));
  }

  private static SigningKey read(Row row) {
    Map<String, Object> jwk =
        JsonReader.object(row.text("public_jwk"), MAX_JWK_CHARACTERS)
            .orElseThrow(() -> new IllegalStateException("a stored public key is no JSON object"));
    return new SigningKey(
        row.text("kid"),
        row.text("alg"),
        row.text("kty"),
        KeyUse.valueOf(row.text("use").toUpperCase(Locale.ROOT)),
        KeyStatus.valueOf(row.text("status").toUpperCase(Locale.ROOT)),
        jwk,
        row.time("inserted_at"),
        row.time("published_at"),
        row.time("activated_at"),
        row.time("retiring_at"),
        row.time("retired_at"));
  }
}
