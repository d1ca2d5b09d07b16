package dev.lockspire.authorize;

import dev.lockspire.host.HostRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.FormDecoder;
import dev.lockspire.http.Headers;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Router;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A browser without a network: keeps cookies, sends what browsers send, follows nothing. */
final class TestBrowser {
  private static final FormDecoder DECODER = new FormDecoder(200);

  private final Router router;
  private final Issuer issuer;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  TestBrowser(Router router, Issuer issuer) {
    this.router = router;
    this.issuer = issuer;
  }

  /** {@code url} is absolute, or a local path with or without the mount. */
  Reply get(String url) {
    return send("GET", url, "", Map.of());
  }

  Reply get(String url, Map<String, String> headers) {
    return send("GET", url, "", headers);
  }

  /** A form of a page of the issuer itself, which forbids referrers and so has no origin. */
  Reply post(String url, String form) {
    return post(url, form, Map.of("Origin", "null", "Sec-Fetch-Site", "same-origin"));
  }

  Reply post(String url, String form, Map<String, String> headers) {
    return send("POST", url, form, headers);
  }

  /** As {@link #post}, by a site elsewhere: {@code SameSite=Lax} cookies stay at home. */
  Reply postFromAnotherSite(String url, String form, Map<String, String> headers) {
    Map<String, String> kept = new LinkedHashMap<>(cookies);
    cookies.clear();
    Reply reply = post(url, form, headers);
    Map<String, String> set = new LinkedHashMap<>(cookies);
    cookies.clear();
    cookies.putAll(kept);
    cookies.putAll(set);
    return reply;
  }

  private Reply send(String method, String url, String form, Map<String, String> headers) {
    String local = url.startsWith(issuer.value()) ? url.substring(issuer.value().length()) : url;
    if (!issuer.mountPath().isEmpty() && local.startsWith(issuer.mountPath() + "/")) {
      local = local.substring(issuer.mountPath().length());
    }
    int question = local.indexOf('?');
    String path = question < 0 ? local : local.substring(0, question);
    Parameters query =
        question < 0 ? Parameters.none() : DECODER.decode(local.substring(question + 1));
    Map<String, List<String>> sent = new LinkedHashMap<>();
    headers.forEach((name, value) -> sent.put(name, List.of(value)));
    if (method.equals("POST")) {
      sent.put("Content-Type", List.of("application/x-www-form-urlencoded"));
    }
    Call call =
        new Call(
            method,
            path,
            query,
            DECODER.decode(form),
            Headers.of(sent),
            cookies,
            List.of(),
            "127.0.0.1",
            issuer,
            HostRequest.absent());
    Reply reply = router.dispatch(call);
    synchronized (cookies) {
      reply.headers().stream()
          .filter(header -> header.name().equals("Set-Cookie"))
          .forEach(header -> keep(header.value()));
    }
    return reply;
  }

  private void keep(String cookie) {
    String pair = cookie.substring(0, cookie.indexOf(';'));
    int equals = pair.indexOf('=');
    cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
  }

  Map<String, String> cookies() {
    return Map.copyOf(cookies);
  }
}
