package dev.lockspire.http;

import dev.lockspire.host.HostRequest;
import java.util.List;
import java.util.Map;

/** Calls that were made in code. */
public final class Calls {
  public static final Issuer ISSUER = Issuer.of("https://op.example/lockspire");

  private Calls() {}

  public static Call get(String path) {
    return of("GET", path, Map.of());
  }

  public static Call of(String method, String path, Map<String, List<String>> headers) {
    return of(method, path, Parameters.none(), Parameters.none(), headers, Map.of());
  }

  public static Call of(
      String method,
      String path,
      Parameters query,
      Parameters form,
      Map<String, List<String>> headers,
      Map<String, String> cookies) {
    return new Call(
        method,
        path,
        query,
        form,
        Headers.of(headers),
        cookies,
        List.of(),
        "192.0.2.1",
        ISSUER,
        HostRequest.absent());
  }
}
