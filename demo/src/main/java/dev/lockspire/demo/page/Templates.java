package dev.lockspire.demo.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The templates beside this class, each read once. */
final class Templates {
  private final Map<String, Template> read = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException when there is none of that name
   */
  Template named(String name) {
    return read.computeIfAbsent(name, Templates::load);
  }

  private static Template load(String name) {
    try (InputStream in = Templates.class.getResourceAsStream(name + ".html")) {
      if (in == null) {
        throw new IllegalArgumentException("no template " + name);
      }
      return Template.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
