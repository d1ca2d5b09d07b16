package dev.lockspire.protect;

import java.security.cert.X509Certificate;
import java.util.List;

/** What the filters have to know of a request to a route of the host. */
interface RouteRequest {

  /** Every value of header {@code name}. */
  List<String> headers(String name);

  /** HTTP method as sent. */
  String method();

  /** Absolute URL as the client sees it, without query. */
  String url();

  /** The chain that the client presented in its TLS handshake, its own first; empty without one. */
  List<X509Certificate> certificates();
}
