package dev.lockspire.demo.provider;

import com.nimbusds.jose.util.JSONArrayUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON that somebody handed to the demo in a file. */
final class JsonFile {
  private JsonFile() {}

  /**
   * @throws IllegalArgumentException naming the file when it cannot be read
   */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e, e);
    }
  }

  /**
   * @throws IllegalArgumentException naming the file when it holds anything else
   */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> objects(Path file) {
    try {
      List<Map<String, Object>> objects = new ArrayList<>();
      for (Object element : JSONArrayUtils.parse(text(file))) {
        if (!(element instanceof Map<?, ?>)) {
          throw new IllegalArgumentException(file + " holds something that is no JSON object");
        }
        objects.add((Map<String, Object>) element);
      }
      return objects;
    } catch (ParseException e) {
      throw new IllegalArgumentException(file + " is no JSON array: " + e.getMessage(), e);
    }
  }
}
