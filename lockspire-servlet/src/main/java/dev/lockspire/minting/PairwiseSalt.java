package dev.lockspire.minting;

import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.Purpose;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.SealBroken;
import dev.lockspire.http.Issuer;
import dev.lockspire.storage.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secret that the pairwise subjects of a deployment are made of (OpenID Connect Core §8.1).
 *
 * <p>It is random and kept, not derived from the master key: a derived one would change when the
 * master key is rotated, and with it the subject of every person at every pairwise client. What the
 * master key does is seal it. A start with a new master key seals it anew, so that the old key can
 * be taken from {@code lockspire.encryption.previous-keys} after that.
 */
final class PairwiseSalt {
  private static final Logger LOG = LoggerFactory.getLogger(PairwiseSalt.class);
  private static final int BYTES = 32;

  private final Database database;
  private final KeyRing ring;
  private final RandomSource random;
  private final InstantSource clock;
  private final String find;
  private final String create;
  private final String reseal;

  PairwiseSalt(Database database, KeyRing ring, RandomSource random, InstantSource clock) {
    this.database = database;
    this.ring = ring;
    this.random = random;
    this.clock = clock;
    this.find = database.sql("SELECT sealed FROM {pairwise_salts} WHERE tenant_id = ?");
    this.create =
        database.sql(
            "INSERT INTO {pairwise_salts} (tenant_id, sealed, inserted_at, updated_at)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (tenant_id) DO NOTHING");
    this.reseal =
        database.sql(
            "UPDATE {pairwise_salts} SET sealed = ?, updated_at = ?"
                + " WHERE tenant_id = ? AND sealed = ?");
  }

  /**
   * The one salt of {@code issuer}, made when there is none: of several nodes that start at once
   * one makes it, and all get that one.
   *
   * @return empty when no configured master key opens it
   * @throws dev.lockspire.storage.StorageFailure when the database cannot answer
   */
  Optional<byte[]> obtain(Issuer issuer) {
    String tenant = issuer.tenantId();
    byte[] sealed = find(tenant).orElseGet(() -> made(tenant));
    try {
      byte[] salt = ring.open(Purpose.PAIRWISE_SALT, sealed);
      if (!ring.isCurrent(sealed)) {
        sealAnew(tenant, sealed, salt);
      }
      return Optional.of(salt);
    } catch (SealBroken broken) {
      // Another salt would give everybody another subject: better none until the key is back.
      LOG.error("Pairwise subjects cannot be told: their salt is {}", broken.getMessage());
      return Optional.empty();
    }
  }

  private Optional<byte[]> find(String tenant) {
    return database.first(find, bind -> bind.text(tenant), row -> row.bytes("sealed"));
  }

  private byte[] made(String tenant) {
    byte[] sealed = ring.seal(Purpose.PAIRWISE_SALT, random.bytes(BYTES));
    Instant now = clock.instant();
    database.execute(create, bind -> bind.text(tenant).bytes(sealed).time(now).time(now));
    return find(tenant).orElseThrow();
  }

  /** Only what was read is replaced: whoever is slower than another node changes nothing. */
  private void sealAnew(String tenant, byte[] before, byte[] salt) {
    byte[] sealed = ring.seal(Purpose.PAIRWISE_SALT, salt);
    Instant now = clock.instant();
    database.execute(reseal, bind -> bind.bytes(sealed).time(now).text(tenant).bytes(before));
  }
}
