package dev.lockspire.userinfo;

import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The token of a request: in the header or in the form (RFC 6750 §2.1, §2.2), never in the query,
 * where it would end up in logs and histories.
 */
record PresentedToken(String value, Scheme scheme) {
  private static final String PARAMETER = "access_token";

  /** How the token says it is to be used. */
  enum Scheme {
    BEARER,
    DPOP;

    private static Optional<Scheme> ofWireName(String name) {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "bearer" -> Optional.of(BEARER);
        case "dpop" -> Optional.of(DPOP);
        default -> Optional.empty();
      };
    }
  }

  @Override
  public String toString() {
    return "PresentedToken[***, " + scheme + "]";
  }

  /**
   * @throws OAuthError {@code invalid_request} when the token is in the query, or sent more than
   *     once
   */
  static void requireOneWay(Call call) {
    if (call.query().value(PARAMETER).isPresent()) {
      throw Challenge.invalidRequest(
          "access_token_in_query", "A token must not be sent in the query.");
    }
    int ways = call.headers().all("Authorization").size() + call.form().all(PARAMETER).size();
    if (ways > 1) {
      throw Challenge.invalidRequest(
          "access_token_sent_twice", "The token was sent in more than one way.");
    }
  }

  /**
   * @throws OAuthError 401 without an error code when there is none, or only credentials of a kind
   *     that has no meaning here
   */
  static PresentedToken of(Call call) {
    List<String> header = call.headers().all("Authorization");
    Optional<PresentedToken> token =
        header.isEmpty()
            ? call.form().trimmed(PARAMETER).map(v -> new PresentedToken(v, Scheme.BEARER))
            : ofHeader(header.get(0).strip());
    return token.orElseThrow(Challenge::noToken);
  }

  private static Optional<PresentedToken> ofHeader(String header) {
    int space = header.indexOf(' ');
    return space < 0
        ? Optional.empty()
        : Scheme.ofWireName(header.substring(0, space))
            .map(scheme -> new PresentedToken(header.substring(space + 1).strip(), scheme));
  }
}
