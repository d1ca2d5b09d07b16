package dev.lockspire.config;

/**
 * What a request may cost before it is refused.
 *
 * @param maxBodyBytes bytes of a body, 1024 to 1048576
 * @param maxQueryBytes bytes of a query string, 1024 to 65536
 * @param maxParameters parameters of query or form, 10 to 10000
 */
public record HttpConfig(int maxBodyBytes, int maxQueryBytes, int maxParameters) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when one is out of range
   */
  public HttpConfig {
    HttpSettings.MAX_BODY_BYTES.check(maxBodyBytes);
    HttpSettings.MAX_QUERY_BYTES.check(maxQueryBytes);
    HttpSettings.MAX_PARAMETERS.check(maxParameters);
  }
}
