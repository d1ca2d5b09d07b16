package dev.lockspire.config;

import java.util.List;

/** Keys of {@link ConfigKeys}: how large a request may be. */
final class HttpSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.HTTP);

  static final ConfigKey<Integer> MAX_BODY_BYTES =
      TABLE.key(
          "http.max-body-bytes",
          ValueTypes.integer(1024, 1_048_576),
          "65536",
          "Bytes of a request body; more is answered 413.");
  static final ConfigKey<Integer> MAX_QUERY_BYTES =
      TABLE.key(
          "http.max-query-bytes",
          ValueTypes.integer(1024, 65_536),
          "16384",
          "Bytes of a query string.");
  static final ConfigKey<Integer> MAX_PARAMETERS =
      TABLE.key(
          "http.max-parameters",
          ValueTypes.integer(10, 10_000),
          "200",
          "Parameters of a query or form.");

  private HttpSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
