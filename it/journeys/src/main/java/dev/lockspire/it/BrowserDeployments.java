package dev.lockspire.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WARs of a container that browser journeys run on: the demo besides. */
public final class BrowserDeployments extends Deployments {

  /** Billingo, as {@code bin/demo} runs it but for its context path. */
  public static final String DEMO = "demo";

  /** A host with the console whose keys and policies change while journeys are made. */
  public static final String OFFICE = "office";

  /** A host with the console whose clients change while journeys are made. */
  public static final String COUNTER = "counter";

  /** What must never be shown. */
  static final String OFFICE_MASTER_KEY = masterKey();

  static final String OFFICE_PASSWORD = "office-database-password";

  private static final String WEB_XML = "WEB-INF/web.xml";
  private static final String BEFORE_PARAMETERS = "</display-name>";

  private BrowserDeployments() {}

  /** Builds {@link #OFFICE}. */
  @Deployment(name = OFFICE, testable = false)
  public static Archive<?> office() {
    return desk(
        OFFICE,
        Container.base(OFFICE),
        TestDatabase.create(OFFICE),
        Map.of(
            "lockspire.admin.guard",
            "external",
            "lockspire.account-resolver",
            "dev.lockspire.it.desk.OfficeAccounts",
            "lockspire.jdbc.password",
            OFFICE_PASSWORD,
            "lockspire.encryption.master-key",
            OFFICE_MASTER_KEY));
  }

  /** Builds {@link #COUNTER}, whose own Faces views keep their state in the browser. */
  @Deployment(name = COUNTER, testable = false)
  public static Archive<?> counter() {
    WebArchive war =
        desk(
            COUNTER,
            Container.base(COUNTER),
            TestDatabase.create(COUNTER),
            Map.of(
                "lockspire.admin.guard",
                "filter:desk-guard",
                // Whoever calls from this machine is the proxy that ends TLS.
                "lockspire.trusted-proxies",
                "127.0.0.1",
                "lockspire.mtls.extractor",
                "proxy-header",
                "lockspire.mtls.proxy.header",
                Machine.CERTIFICATE_HEADER,
                "lockspire.mtls.proxy.format",
                "base64_der",
                "lockspire.outbound.allowed-targets",
                "127.0.0.1",
                "lockspire.outbound.allowed-ports",
                "1-65535",
                "lockspire.outbound.trusted-certificates",
                Machine.pem().toString()));
    return withParameters(war, Map.of("jakarta.faces.STATE_SAVING_METHOD", "client"));
  }

  /** Builds {@link #DEMO}; its surroundings are told as {@code bin/demo} tells them. */
  @Deployment(name = DEMO, testable = false)
  public static Archive<?> demo() {
    WebArchive war =
        ShrinkWrap.create(ZipImporter.class, DEMO + ".war")
            .importFrom(Container.wars().resolve("demo.war").toFile())
            .as(WebArchive.class);
    return withParameters(
        war,
        Map.of(
            "billingo.base-url", Container.base(DEMO).toString(),
            "billingo.set.lockspire.logout-path", Container.base(DEMO).getPath() + "/logout",
            "lockspire.jdbc.url", TestDatabase.create(DEMO).jdbcUrl().replace("&", "&amp;"),
            "lockspire.encryption.master-key", masterKey()));
  }

  private static WebArchive withParameters(WebArchive war, Map<String, String> parameters) {
    String descriptor = text(war);
    if (!descriptor.contains(BEFORE_PARAMETERS)) {
      throw new IllegalStateException("This web.xml has no display-name any more");
    }
    return war.setWebXML(
        new StringAsset(
            descriptor.replace(
                BEFORE_PARAMETERS,
                BEFORE_PARAMETERS
                    + parameters.entrySet().stream()
                        .map(
                            parameter ->
                                "<context-param><param-name>"
                                    + parameter.getKey()
                                    + "</param-name><param-value>"
                                    + parameter.getValue()
                                    + "</param-value></context-param>")
                        .collect(Collectors.joining()))));
  }

  private static String text(WebArchive war) {
    try (InputStream in = war.get(WEB_XML).getAsset().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
