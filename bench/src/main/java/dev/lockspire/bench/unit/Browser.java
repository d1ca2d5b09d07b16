package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.Cookies;
import dev.lockspire.bench.wire.Requests;
import java.net.InetSocketAddress;
import java.net.URI;

/** A person's browser as far as signing in needs one: cookies, redirects when told, forms. */
public final class Browser {
  private final InetSocketAddress server;
  private final Requests requests;
  private final Cookies cookies = new Cookies();

  /**
   * @param server any URI of the one server that is visited
   */
  public Browser(URI server) {
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    this.requests = new Requests(server);
  }

  Cookies cookies() {
    return cookies;
  }

  public Answer get(URI target) {
    return exchange(requests.get(target(target), cookies.header()));
  }

  public Answer post(URI target, String form) {
    return exchange(requests.post(target(target), cookies.header(), form));
  }

  private Answer exchange(byte[] request) {
    Answer answer = Exchange.of(server, request);
    cookies.accept(answer);
    return answer;
  }

  static String target(URI uri) {
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + '?' + uri.getRawQuery();
  }
}
