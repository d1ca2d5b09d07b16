package dev.lockspire.it;

import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Every WAR the journeys need, each deployed once at the start of a run, in each container, under
 * its own name and with its own database. A journey picks its WAR with {@link
 * Container#base(String)}.
 */
public final class Deployments {

  /** The smallest host that carries Lockspire. */
  public static final String HOST = "host";

  private Deployments() {}

  /** Builds {@link #HOST}. */
  @Deployment(name = HOST, testable = false)
  public static Archive<?> host() {
    return war(HOST)
        .addAsResource(
            properties(Map.of("database.url", TestDatabase.create(HOST).jdbcUrl())),
            "host.properties");
  }

  private static WebArchive war(String name) {
    return ShrinkWrap.create(ZipImporter.class, name + ".war")
        .importFrom(Container.wars().resolve(name + ".war").toFile())
        .as(WebArchive.class);
  }

  private static StringAsset properties(Map<String, String> entries) {
    return new StringAsset(
        entries.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining()));
  }
}
