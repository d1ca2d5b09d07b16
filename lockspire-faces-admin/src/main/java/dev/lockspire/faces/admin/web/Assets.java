package dev.lockspire.faces.admin.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Style sheet, script and mark of the console. Their addresses carry a digest of what they hold, so
 * that browsers may keep them for ever.
 */
public final class Assets {
  /** Where they are, below the console. */
  static final String PATH = "/assets/";

  private static final String FOLDER = "/dev/lockspire/faces/admin/assets/";
  private static final Map<String, String> TYPES =
      Map.of(
          "console.css", "text/css;charset=UTF-8",
          "console.js", "text/javascript;charset=UTF-8",
          "theme.js", "text/javascript;charset=UTF-8",
          "mark.svg", "image/svg+xml");
  private static final Assets SHIPPED = new Assets();

  private final Map<String, byte[]> files = new TreeMap<>();
  private final String version;

  private Assets() {
    MessageDigest digest = sha256();
    TYPES.keySet().stream()
        .sorted()
        .forEach(
            name -> {
              byte[] content = read(name);
              digest.update(content);
              files.put(name, content);
            });
    version = HexFormat.of().formatHex(digest.digest(), 0, 6);
  }

  /** Those of this jar. */
  public static Assets shipped() {
    return SHIPPED;
  }

  /**
   * Path below the console.
   *
   * @throws IllegalArgumentException when there is no such file
   */
  public String path(String name) {
    if (!files.containsKey(name)) {
      throw new IllegalArgumentException("No asset is called " + name);
    }
    return PATH + version + "/" + name;
  }

  /** Answers 404 for what is not there. An old digest is answered as well, but not to be kept. */
  void send(String path, HttpServletResponse response) throws IOException {
    String[] parts = path.substring(PATH.length()).split("/", -1);
    Optional<byte[]> content =
        parts.length == 2 ? Optional.ofNullable(files.get(parts[1])) : Optional.empty();
    if (content.isEmpty()) {
      ConsoleHeaders.ofPage(response);
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    ConsoleHeaders.ofAsset(response);
    if (!parts[0].equals(version)) {
      response.setHeader("Cache-Control", "no-store");
    }
    response.setContentType(TYPES.get(parts[1]));
    response.setContentLength(content.get().length);
    response.getOutputStream().write(content.get());
  }

  private static byte[] read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("This jar lacks " + FOLDER + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
