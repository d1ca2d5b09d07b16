package dev.lockspire.protect;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** What the filters have to know of a request to a route of the host. */
interface RouteRequest {

  /** Every value of header {@code name}. */
  List<String> headers(String name);

  /** HTTP method as sent. */
  String method();

  /** Absolute URL as the client sees it, without query. */
  String url();

  /** The certificate that the client proved to hold in its TLS handshake. */
  Optional<X509Certificate> certificate();
}
