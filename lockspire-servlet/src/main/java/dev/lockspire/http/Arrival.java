package dev.lockspire.http;

import dev.lockspire.host.HostRequest;

/**
 * A request whose parameters have not been read yet: enough to find its route and to turn it away
 * before its body costs anything.
 */
public interface Arrival {

  /** Upper-case HTTP method. */
  String method();

  /** Path below the mount, starting with a slash. */
  String path();

  HostRequest host();

  /**
   * Reads and decodes the rest.
   *
   * @throws OAuthError when the request is too large or malformed
   */
  Call read();

  /** A call that was read already. */
  static Arrival of(Call call) {
    return new Arrival() {
      @Override
      public String method() {
        return call.method();
      }

      @Override
      public String path() {
        return call.path();
      }

      @Override
      public HostRequest host() {
        return call.host();
      }

      @Override
      public Call read() {
        return call;
      }
    };
  }
}
