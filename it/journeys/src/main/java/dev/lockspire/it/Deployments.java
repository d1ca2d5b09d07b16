package dev.lockspire.it;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Every WAR the journeys need, each deployed once at the start of a run, in each container, under
 * its own name and with its own database. A journey picks its WAR with {@link
 * Container#base(String)}.
 */
public class Deployments {

  /** The shop of the README. */
  public static final String SHOP = "shop";

  /** The same, but what protects its Jakarta REST resources is kept from coming by itself. */
  public static final String CELLAR = "cellar";

  /** A host with the console in it, and with Faces pages of its own. */
  public static final String DESK = "desk";

  /** The same host, with people who sign in and applications that they allow something. */
  public static final String TILL = "till";

  Deployments() {}

  /** Builds {@link #SHOP}. */
  @Deployment(name = SHOP, testable = false)
  public static Archive<?> shop() {
    return shop(SHOP, Container.base(SHOP), TestDatabase.create(SHOP), masterKey());
  }

  /** Builds {@link #CELLAR}. */
  @Deployment(name = CELLAR, testable = false)
  public static Archive<?> cellar() {
    return shop(CELLAR, Container.base(CELLAR), TestDatabase.create(CELLAR), masterKey())
        .addAsResource(EmptyAsset.INSTANCE, "without-services");
  }

  /** Builds {@link #DESK}. */
  @Deployment(name = DESK, testable = false)
  public static Archive<?> desk() {
    return desk(
        DESK,
        Container.base(DESK),
        TestDatabase.create(DESK),
        Map.of("lockspire.admin.guard", "filter:desk-guard"));
  }

  /** Builds {@link #TILL}. */
  @Deployment(name = TILL, testable = false)
  public static Archive<?> till() {
    return desk(
        TILL,
        Container.base(TILL),
        TestDatabase.create(TILL),
        Map.of(
            "lockspire.admin.guard",
            "filter:desk-guard",
            "lockspire.known-scopes",
            "profile email offline_access orders:read"));
  }

  /**
   * The host with the console under a name of its own; with Faces and CDI, where the container has
   * none.
   *
   * @param base where browsers find it, without a trailing slash
   * @param settings further configuration
   */
  public static WebArchive desk(
      String name, URI base, TestDatabase database, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("lockspire.issuer", base + "/lockspire");
    all.put("lockspire.jdbc.url", database.jdbcUrl());
    all.put("lockspire.account-resolver", "dev.lockspire.it.desk.DeskAccounts");
    all.put("lockspire.encryption.master-key", masterKey());
    all.put("lockspire.migrate", "auto");
    all.putAll(settings);
    WebArchive war =
        ShrinkWrap.create(ZipImporter.class, name + ".war")
            .importFrom(Container.wars().resolve("console.war").toFile())
            .as(WebArchive.class)
            .addAsResource(properties(all), "META-INF/lockspire.properties");
    return with(Container.runtime(), war);
  }

  /** With the libraries of {@code folder}, where it is. */
  private static WebArchive with(Path folder, WebArchive war) {
    File[] libraries = folder.toFile().listFiles();
    return libraries == null ? war : war.addAsLibraries(libraries);
  }

  /**
   * The shop under a name of its own; with Jakarta REST, where the container has none.
   *
   * @param base where browsers find it, without a trailing slash
   * @param masterKey as in {@code lockspire.encryption.master-key}
   */
  public static WebArchive shop(String name, URI base, TestDatabase database, String masterKey) {
    Map<String, String> all = new HashMap<>();
    all.put("lockspire.issuer", base + "/lockspire");
    all.put("lockspire.jdbc.url", database.jdbcUrl());
    all.put("lockspire.account-resolver", "dev.lockspire.it.shop.ShopAccounts");
    all.put("lockspire.encryption.master-key", masterKey);
    all.put("lockspire.known-scopes", "profile email offline_access orders:read orders:write");
    all.put("lockspire.resource-server.invoices.identifier", base + "/invoices");
    all.put("lockspire.logout-path", base.getPath() + "/logout");
    all.put("lockspire.migrate", "auto");
    return with(
        Container.rest(),
        ShrinkWrap.create(ZipImporter.class, name + ".war")
            .importFrom(Container.wars().resolve("host.war").toFile())
            .as(WebArchive.class)
            .addAsResource(properties(all), "META-INF/lockspire.properties"));
  }

  /** A key nobody else has. */
  public static String masterKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  private static StringAsset properties(Map<String, String> entries) {
    return new StringAsset(
        entries.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining()));
  }
}
