package dev.lockspire.client;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.StorageFailure;
import dev.lockspire.storage.Transaction;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * Clients at rest. Each changing method is one step in one transaction: it locks the client's row,
 * changes it, writes its audit row and tells every node to forget what it has cached.
 *
 * <p>Every method throws {@link StorageFailure} when the database cannot answer.
 */
public final class ClientStore {
  /** The topic under which changes of clients are announced; the key is the client_id. */
  static final String TOPIC = "client";

  private final Database database;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final String revokeTokens;

  public ClientStore(Database database, AuditTrail audit, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
    this.revokeTokens =
        database.sql(
            "UPDATE {tokens} SET revoked_at = ?"
                + " WHERE client_id = ? AND revoked_at IS NULL AND expires_at > ?");
  }

  /** What Hibernate must know of. */
  public static List<Class<?>> rows() {
    List<Class<?>> rows = new ArrayList<>(WireNames.converters());
    rows.add(SealedSecret.Column.class);
    rows.add(ClientRow.class);
    return rows;
  }

  /** The client as the protocol reads it. */
  public Optional<Client> find(String clientId) {
    return row(clientId).map(ClientRow::client);
  }

  /** The client as its operator sees it. */
  public Optional<RegisteredClient> details(String clientId) {
    return row(clientId).map(ClientRow::registered);
  }

  /**
   * Active clients in the order of their client_id.
   *
   * @param after the client_id before the first one; empty for the beginning
   */
  List<Client> active(String after, int limit) {
    return database.read(
        session ->
            session
                .createSelectionQuery(
                    "from ClientRow where active and clientId > :after order by clientId",
                    ClientRow.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .stream()
                .map(ClientRow::client)
                .toList());
  }

  /**
   * @param client whose {@code id} is not looked at: the database gives it one
   * @return empty when the client_id is taken
   */
  Optional<Client> insert(Client client, Actor actor) {
    return database.transaction(
        transaction -> {
          if (lock(transaction.session(), client.clientId()).isPresent()) {
            return Optional.empty();
          }
          Instant now = clock.instant();
          ClientRow row = new ClientRow();
          row.clientId = client.clientId();
          row.provenance = client.provenance();
          row.issuedAt = client.issuedAt();
          row.createdBy = actor.id();
          row.insertedAt = now;
          row.take(client, now);
          row.mark(client.active(), actor, now);
          transaction.session().insert(row);
          AuditEvent created = event("client_created", client.clientId(), actor, now);
          finish(transaction, created.with(description(client)));
          return Optional.of(row.client());
        });
  }

  /** How an update ended. */
  enum Update {
    DONE,
    UNKNOWN_CLIENT,
    /** Somebody else changed the client after {@code version} was read. */
    STALE
  }

  /**
   * Replaces metadata, secrets, keys, free-form data and activity.
   *
   * @param version the one that {@code changed} was made from
   * @param fields names of what changed, for the evidence
   */
  Update update(Client changed, int version, List<String> fields, Actor actor) {
    return database.transaction(
        transaction -> {
          Optional<ClientRow> found = lock(transaction.session(), changed.clientId());
          if (found.isEmpty()) {
            return Update.UNKNOWN_CLIENT;
          }
          ClientRow row = found.get();
          if (row.rowVersion != version) {
            return Update.STALE;
          }
          Instant now = clock.instant();
          boolean disabling = row.active && !changed.active();
          boolean enabling = !row.active && changed.active();
          String knownBy = SubjectRules.words(row.registered);
          row.take(changed, now);
          row.mark(changed.active(), actor, now);
          transaction.session().update(row);
          Map<String, Object> details = Map.of("fields", List.copyOf(fields));
          finish(
              transaction, event("client_updated", changed.clientId(), actor, now).with(details));
          if (!knownBy.equals(SubjectRules.words(changed.metadata()))) {
            subjectsChanged(transaction, changed, knownBy, actor, now);
          }
          if (disabling) {
            disabled(transaction, changed.clientId(), actor, now);
          }
          if (enabling) {
            enabled(transaction, changed.clientId(), actor, now);
          }
          return Update.DONE;
        });
  }

  /**
   * Replaces the secret; the one it replaces stays good until {@code overlapEnds}.
   *
   * @param overlapEnds null to refuse the old secret at once
   * @param verifier the new secret sealed, or null for a client that does not sign with it
   * @return the client afterwards
   */
  Optional<Client> rotateSecret(
      String clientId, String hash, Instant overlapEnds, SealedSecret verifier, Actor actor) {
    return change(
        clientId,
        (transaction, row) -> {
          Instant now = clock.instant();
          StoredSecrets before = overlapEnds == null ? StoredSecrets.none() : row.secrets();
          Instant ends = before.hash() == null ? null : overlapEnds;
          row.secrets =
              new StoredSecrets(hash, null, before.hash(), ends, now, verifier, before.verifier());
          row.updatedAt = now;
          transaction.session().update(row);
          Map<String, Object> details =
              row.secrets.previousExpiresAt() == null
                  ? Map.of()
                  : Map.of("overlap_ends", overlapEnds.toString());
          finish(transaction, event("client_secret_rotated", clientId, actor, now).with(details));
        });
  }

  /** Forgets the secret before the last rotation; does nothing a second time. */
  Optional<Client> endOverlap(String clientId, Actor actor) {
    return change(
        clientId,
        (transaction, row) -> {
          StoredSecrets before = row.secrets();
          if (before.previousHash() != null) {
            Instant now = clock.instant();
            row.secrets = before.withoutPrevious();
            row.updatedAt = now;
            transaction.session().update(row);
            finish(transaction, event("client_secret_overlap_ended", clientId, actor, now));
          }
        });
  }

  /** Refuses the client from now on and revokes its live tokens; does nothing a second time. */
  Optional<Client> disable(String clientId, Actor actor) {
    return change(
        clientId,
        (transaction, row) -> {
          if (row.active) {
            Instant now = clock.instant();
            row.mark(false, actor, now);
            transaction.session().update(row);
            disabled(transaction, clientId, actor, now);
          }
        });
  }

  /** Lets the client in again, without any token it had. Does nothing a second time. */
  Optional<Client> enable(String clientId, Actor actor) {
    return change(
        clientId,
        (transaction, row) -> {
          if (!row.active) {
            Instant now = clock.instant();
            row.mark(true, actor, now);
            transaction.session().update(row);
            enabled(transaction, clientId, actor, now);
          }
        });
  }

  private void disabled(Transaction transaction, String clientId, Actor actor, Instant now) {
    Map<String, Object> details =
        Map.of("revoked_tokens", revokeTokens(transaction, clientId, now));
    finish(transaction, event("client_disabled", clientId, actor, now).with(details));
  }

  /**
   * A request that was under way when the client was disabled may have got tokens after that. They
   * were refused as long as the client was, and must not come to life with it.
   */
  private void enabled(Transaction transaction, String clientId, Actor actor, Instant now) {
    Map<String, Object> details =
        Map.of("revoked_tokens", revokeTokens(transaction, clientId, now));
    finish(transaction, event("client_enabled", clientId, actor, now).with(details));
  }

  /** A row of its own: from here on the client knows everybody by another name. */
  private void subjectsChanged(
      Transaction transaction, Client changed, String before, Actor actor, Instant now) {
    Map<String, Object> details =
        Map.of("from", before, "to", SubjectRules.words(changed.metadata()));
    finish(
        transaction,
        event("client_subjects_changed", changed.clientId(), actor, now).with(details));
  }

  private int revokeTokens(Transaction transaction, String clientId, Instant now) {
    return transaction
        .statements()
        .execute(revokeTokens, bind -> bind.time(now).text(clientId).time(now));
  }

  private void finish(Transaction transaction, AuditEvent event) {
    audit.append(transaction, event);
    transaction.announce(TOPIC, event.resourceId());
  }

  private Optional<Client> change(String clientId, BiConsumer<Transaction, ClientRow> step) {
    return database.transaction(
        transaction -> {
          Optional<ClientRow> row = lock(transaction.session(), clientId);
          row.ifPresent(r -> step.accept(transaction, r));
          return row.map(ClientRow::client);
        });
  }

  private Optional<ClientRow> row(String clientId) {
    return database.read(session -> select(session, clientId, LockModeType.NONE));
  }

  private static Optional<ClientRow> lock(StatelessSession session, String clientId) {
    return select(session, clientId, LockModeType.PESSIMISTIC_WRITE);
  }

  private static Optional<ClientRow> select(
      StatelessSession session, String clientId, LockModeType lock) {
    return session
        .createSelectionQuery("from ClientRow where clientId = :clientId", ClientRow.class)
        .setParameter("clientId", clientId)
        .setLockMode(lock)
        .uniqueResultOptional();
  }

  private static AuditEvent event(String action, String clientId, Actor actor, Instant now) {
    return AuditEvent.succeeded(action, actor, "client", clientId, now);
  }

  private static Map<String, Object> description(Client client) {
    return Map.of(
        "client_type", client.metadata().clientType().wireName(),
        "token_endpoint_auth_method", client.metadata().tokenEndpointAuthMethod().wireName());
  }

  /** The row of one client; columns of dynamic registration are left to their own store. */
  @Entity(name = "ClientRow")
  @Table(name = "lockspire_clients")
  static class ClientRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String clientId;
    @Embedded private StoredSecrets secrets;

    @Embedded private ClientMetadata registered;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> jwks;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "metadata")
    private Map<String, Object> extra;

    private boolean active;
    private Instant disabledAt;
    private String disabledBy;
    private Client.Provenance provenance;

    @Column(name = "client_id_issued_at")
    private Instant issuedAt;

    private String createdBy;
    @Version private int rowVersion;

    @Column(updatable = false)
    private Instant insertedAt;

    private Instant updatedAt;

    /** Hibernate hands out null when every column of the embedded record is. */
    StoredSecrets secrets() {
      return secrets == null ? StoredSecrets.none() : secrets;
    }

    Client client() {
      return new Client(
          id,
          clientId,
          registered,
          secrets(),
          active,
          provenance,
          issuedAt == null ? insertedAt : issuedAt,
          Optional.ofNullable(jwks),
          extra);
    }

    RegisteredClient registered() {
      return new RegisteredClient(
          client(),
          rowVersion,
          insertedAt,
          updatedAt,
          Optional.ofNullable(createdBy),
          Optional.ofNullable(disabledAt),
          Optional.ofNullable(disabledBy));
    }

    void take(Client client, Instant now) {
      registered = client.metadata();
      secrets = client.secrets();
      jwks = client.jwks().orElse(null);
      extra = client.extra();
      updatedAt = now;
    }

    void mark(boolean nowActive, Actor actor, Instant now) {
      if (nowActive) {
        disabledAt = null;
        disabledBy = null;
      } else if (disabledAt == null) {
        disabledAt = now;
        disabledBy = actor.id();
      }
      active = nowActive;
      updatedAt = now;
    }
  }
}
