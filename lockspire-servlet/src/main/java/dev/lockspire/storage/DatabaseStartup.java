package dev.lockspire.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/**
 * Opens the {@link Database}: connection source, migrations, Hibernate, change listener, in that
 * order; whatever was opened is closed again when a later step fails.
 */
public final class DatabaseStartup {
  private final Schema schema;
  private final Migrations.Mode migrate;
  private final List<Class<?>> rows;

  /**
   * @param migrate {@code validate}, {@code auto} or {@code off}
   * @param rows entity classes of all stores
   */
  public DatabaseStartup(Schema schema, String migrate, List<Class<?>> rows) {
    this.schema = schema;
    this.migrate = Migrations.Mode.valueOf(migrate.toUpperCase(java.util.Locale.ROOT));
    this.rows = List.copyOf(rows);
  }

  /** Opens a pool of our own. */
  public Database open(String jdbcUrl, String user, String password, int poolSize) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("lockspire");
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    // One connection is the change listener's for good.
    config.setMaximumPoolSize(poolSize + 1);
    config.setMinimumIdle(2);
    config.setDriverClassName("org.postgresql.Driver");
    config.addDataSourceProperty("ApplicationName", "lockspire");
    // The server's detail quotes the row that it refused, digests of secrets included.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    HikariDataSource pool = new HikariDataSource(config);
    try {
      return open(pool, pool::close);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Uses the host's connections and leaves closing them to the host. */
  public Database open(DataSource dataSource) {
    return open(dataSource, () -> {});
  }

  private Database open(DataSource dataSource, Runnable closePool) {
    new Migrations(dataSource, schema).run(migrate);
    SessionFactory sessions = sessionFactory(dataSource);
    Changes changes = new Changes();
    ChangeListener listener = new ChangeListener(dataSource, schema, changes);
    listener.start();
    return new Database(dataSource, schema, sessions, changes, listener, closePool);
  }

  private SessionFactory sessionFactory(DataSource dataSource) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("jakarta.persistence.nonJtaDataSource", dataSource);
    // Quoted, as everywhere else: PostgreSQL would read MySchema as myschema.
    settings.put("hibernate.default_schema", '"' + schema.name() + '"');
    settings.put("hibernate.implicit_naming_strategy", new SnakeCaseColumns());
    settings.put("hibernate.boot.allow_jdbc_metadata_access", false);
    settings.put("jakarta.persistence.database-product-name", "PostgreSQL");
    settings.put("jakarta.persistence.database-major-version", "14");
    settings.put("hibernate.hbm2ddl.auto", "none");
    settings.put("jakarta.persistence.validation.mode", "none");
    settings.put("hibernate.transaction.coordinator_class", "jdbc");
    settings.put(
        "hibernate.transaction.jta.platform",
        "org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform");
    settings.put("hibernate.type.json_format_mapper", new JsonFormat());
    settings.put("hibernate.jdbc.time_zone", "UTC");
    var bootstrap =
        new BootstrapServiceRegistryBuilder()
            .applyClassLoader(DatabaseStartup.class.getClassLoader())
            .build();
    var registry = new StandardServiceRegistryBuilder(bootstrap).applySettings(settings).build();
    try {
      MetadataSources sources = new MetadataSources(registry);
      rows.forEach(sources::addAnnotatedClass);
      return sources.buildMetadata().buildSessionFactory();
    } catch (RuntimeException e) {
      StandardServiceRegistryBuilder.destroy(registry);
      throw e;
    }
  }
}
