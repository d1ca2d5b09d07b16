package dev.lockspire.demo.provider;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
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
   * @throws IllegalArgumentException naming the file when it holds anything else
   */
  static Map<String, Object> object(Path file) {
    try {
      return JSONObjectUtils.parse(Files.readString(file));
    } catch (IOException | ParseException e) {
      throw new IllegalArgumentException(file + " is no JSON object: " + e.getMessage(), e);
    }
  }

  /**
   * @throws IllegalArgumentException naming the file when it holds anything else
   */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> objects(Path file) {
    try {
      List<Map<String, Object>> objects = new ArrayList<>();
      for (Object element : JSONArrayUtils.parse(Files.readString(file))) {
        if (!(element instanceof Map<?, ?>)) {
          throw new IllegalArgumentException(file + " holds something that is no JSON object");
        }
        objects.add((Map<String, Object>) element);
      }
      return objects;
    } catch (IOException | ParseException e) {
      throw new IllegalArgumentException(file + " is no JSON array: " + e.getMessage(), e);
    }
  }
}
