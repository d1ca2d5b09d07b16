package dev.lockspire.it;

import java.net.URI;
import java.nio.file.Path;

/**
 * The container this run tests: where its applications answer and where the build left the files it
 * needs. The container modules' poms say all of it through system properties.
 */
public final class Container {

  private Container() {}

  /** The container's name: {@code jetty}, {@code tomcat} or {@code wildfly}. */
  public static String name() {
    return property("it.container");
  }

  /** Where the WAR deployed under this name answers, without a trailing slash. */
  public static URI base(String war) {
    return URI.create("http://127.0.0.1:" + property("it.http.port") + "/" + war);
  }

  /** The folder with the WARs the build made, named {@code <name>.war}. */
  static Path wars() {
    return Path.of(property("it.wars"));
  }

  /** The folder with Faces and CDI, for containers that have none; not there for the others. */
  static Path runtime() {
    return Path.of(property("it.runtime"));
  }

  /** The folder with Jakarta REST, likewise. */
  static Path rest() {
    return Path.of(property("it.rest"));
  }

  /** A folder for files of this run. */
  static Path work() {
    return Path.of(property("it.work"));
  }

  /** Where screenshots are kept. */
  static Path screenshots() {
    return Path.of(property("it.screenshots")).normalize();
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(
          "System property " + name + " is not set: run the journeys through mvn verify.");
    }
    return value;
  }
}
