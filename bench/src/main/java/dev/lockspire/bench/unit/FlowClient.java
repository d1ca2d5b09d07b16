package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.UnexpectedAnswer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client of the code flow with PKCE (RFC 7636).
 *
 * <p>Its verifier is the same every time: making one is the client's work, which is not measured,
 * and to the server every challenge is as good as another.
 */
interface FlowClient {
  String REDIRECT_URI = "https://app.example/callback";

  /** Where the browser is sent to; {@code serial} makes state and nonce differ. */
  String authorizationTarget(Provider provider, String scope, long serial);

  /** The token endpoint's answer to {@code code}. */
  Answer redeem(Provider provider, String code);

  /** What an authorization request asks for, but for who asks. */
  static Map<String, String> request(String scope, long serial) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("redirect_uri", REDIRECT_URI);
    request.put("scope", scope);
    request.put("state", "state-0123456789abcdef0123456789abcdef-" + serial);
    request.put("nonce", "nonce-0123456789abcdef0123456789abcdef-" + serial);
    // The pair of RFC 7636 appendix B.
    request.put("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    request.put("code_challenge_method", "S256");
    return request;
  }

  /** The form that redeems {@code code}, but for who redeems it. */
  static Map<String, String> redemption(String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", REDIRECT_URI);
    form.put("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    return form;
  }

  static boolean isRedirectUri(URI location) {
    return location.toString().startsWith(REDIRECT_URI);
  }

  /** The code that {@code location}, the client's own address, brings. */
  static String code(URI location) {
    return parameter(location, "code")
        .or(() -> parameter(location, "response").flatMap(AuthorizationResponse::code))
        .orElseThrow(() -> new UnexpectedAnswer("the authorization ended without a code"));
  }

  private static Optional<String> parameter(URI location, String name) {
    String query = location.getRawQuery() == null ? "" : location.getRawQuery();
    return List.of(query.split("&")).stream()
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }
}
