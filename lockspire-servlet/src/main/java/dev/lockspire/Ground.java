package dev.lockspire;

import dev.lockspire.client.ClientStore;
import dev.lockspire.config.DatabaseConfig;
import dev.lockspire.config.EncryptionConfig;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Secret;
import dev.lockspire.host.HostSeams;
import dev.lockspire.http.Issuer;
import dev.lockspire.outbound.GuardedClient;
import dev.lockspire.outbound.Resolver;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.DatabaseStartup;
import dev.lockspire.storage.Schema;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * Floor 1, built: what knows nothing of OAuth.
 *
 * @param ring seals and signs under the master key
 * @param outbound the way out to servers of others
 */
record Ground(
    Issuer issuer,
    Database database,
    GuardedClient outbound,
    KeyRing ring,
    RandomSource random,
    InstantSource clock)
    implements AutoCloseable {

  static Ground open(LockspireConfig config, HostSeams seams) {
    RandomSource random = RandomSource.secure();
    KeyRing ring = keyRing(config.encryption(), random);
    // Before the database: it holds nothing until it is used, so a start that fails leaves nothing.
    GuardedClient outbound = new GuardedClient(config.outbound(), Resolver.system());
    return new Ground(
        Issuer.of(config.issuer().issuer().toString()),
        database(config.database(), seams),
        outbound,
        ring,
        random,
        seams.clock());
  }

  private static KeyRing keyRing(EncryptionConfig config, RandomSource random) {
    List<MasterKey> previous = config.previousKeyBytes().stream().map(MasterKey::of).toList();
    return new KeyRing(MasterKey.of(config.masterKeyBytes()), previous, random);
  }

  private static Database database(DatabaseConfig config, HostSeams seams) {
    DatabaseStartup startup =
        new DatabaseStartup(
            new Schema(config.schema()),
            config.migrate().name().toLowerCase(Locale.ROOT),
            ClientStore.rows());
    if (seams.dataSource().isPresent()) {
      return startup.open(seams.dataSource().get());
    }
    if (config.jndiName().isPresent()) {
      return startup.open(lookUp(config.jndiName().get()));
    }
    return startup.open(
        config.jdbcUrl().orElseThrow(),
        config.user().orElse(null),
        config.password().map(Secret::reveal).orElse(null),
        config.poolSize());
  }

  @Override
  public void close() {
    outbound.close();
    database.close();
  }

  @SuppressWarnings("BanJNDI") // The name is the deployer's own configuration, never a request's.
  private static DataSource lookUp(String jndiName) {
    try {
      return (DataSource) new InitialContext().lookup(jndiName);
    } catch (NamingException | ClassCastException e) {
      throw new IllegalStateException(
          "lockspire.datasource: there is no DataSource at " + jndiName, e);
    }
  }
}
