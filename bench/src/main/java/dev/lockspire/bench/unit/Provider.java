package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.Requests;
import java.net.InetSocketAddress;
import java.net.URI;

/** The server under test, found by its discovery document (OpenID Connect Discovery §4). */
public final class Provider {
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final URI issuer;
  private final Answer discovery;
  private final Requests requests;

  private Provider(URI issuer, Answer discovery) {
    this.issuer = issuer;
    this.discovery = discovery;
    this.requests = new Requests(issuer);
  }

  public static Provider discover(URI issuer) {
    Answer discovery = new Browser(issuer).get(URI.create(issuer + DISCOVERY));
    return new Provider(issuer, discovery);
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(issuer.getHost(), issuer.getPort());
  }

  URI issuer() {
    return issuer;
  }

  Requests requests() {
    return requests;
  }

  String discoveryPath() {
    return issuer.getRawPath() + DISCOVERY;
  }

  /** An endpoint, by its member in the discovery document. */
  URI uri(String member) {
    String uri =
        discovery
            .member(member)
            .orElseThrow(() -> new IllegalStateException("discovery does not name " + member));
    return URI.create(uri.replace("\\/", "/"));
  }

  /** The path of an endpoint, by its member in the discovery document. */
  String path(String member) {
    return uri(member).getRawPath();
  }
}
