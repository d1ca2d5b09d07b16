package dev.lockspire.authorize;

import dev.lockspire.client.Client;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Reply;
import dev.lockspire.interaction.AuthorizationResponse;
import dev.lockspire.interaction.Responder;
import dev.lockspire.minting.JarmMint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The response modes on offer, and what every response has whatever its mode. */
final class ResponseModes {
  static final String QUERY = "query";
  static final String QUERY_JWT = "query.jwt";

  /** The standard way of the response type {@code code} with a JWT (JARM §2.3.4). */
  private static final String JWT = "jwt";

  /**
   * The longest JWT in a URL: with a redirect URI and our other headers it fits into the 8 KiB that
   * containers give to a response's head. An encrypted response with a {@code state} of 2048
   * characters and the largest keys has about 6000.
   */
  private static final int LONGEST_IN_URL = 7000;

  private final Map<String, ResponseMode> modes = new LinkedHashMap<>();

  ResponseModes(RandomSource random, JarmMint jarm) {
    ResponseMode query = new QueryMode();
    ResponseMode fragment = new FragmentMode();
    ResponseMode formPost = new FormPostMode(random);
    ResponseMode queryJwt = new JwtMode(query, jarm, LONGEST_IN_URL);
    add(query);
    add(fragment);
    add(formPost);
    modes.put(JWT, queryJwt);
    add(queryJwt);
    add(new JwtMode(fragment, jarm, LONGEST_IN_URL));
    add(new JwtMode(formPost, jarm, Integer.MAX_VALUE));
  }

  private void add(ResponseMode mode) {
    modes.put(mode.name(), mode);
  }

  /** Everything that {@code response_mode} may say. */
  Set<String> names() {
    return modes.keySet();
  }

  /** The name that {@code sent} stands for; empty when no mode is called that. */
  Optional<String> named(String sent) {
    return Optional.ofNullable(modes.get(sent)).map(ResponseMode::name);
  }

  /** Whether responses in the mode called {@code sent} are signed. */
  boolean signs(String sent) {
    return modes.get(sent) instanceof JwtMode;
  }

  /**
   * Checks that responses to {@code target} can be protected as its mode says.
   *
   * @throws OAuthError for a page of ours, when they cannot
   */
  void requireKeys(Client client, ResponseTarget target) {
    modes.get(target.responseMode()).requireKeys(client);
  }

  /**
   * Answers at {@code target}, with its {@code state} and with {@code iss}, which is on every
   * response (RFC 9207 §2).
   */
  Responder responder(String issuer, Client client, ResponseTarget target) {
    ResponseMode mode = modes.get(target.responseMode());
    return parameters -> {
      Map<String, String> all = new LinkedHashMap<>(parameters);
      if (target.state() != null && !target.state().isEmpty()) {
        all.put("state", target.state());
      }
      all.put("iss", issuer);
      return new AuthorizationResponse(mode.protect(issuer, client, all));
    };
  }

  /** {@code refused} at {@code target}, or on a page when it cannot be protected on its way. */
  AuthorizationOutcome refusal(
      String issuer, Client client, ResponseTarget target, OAuthError refused) {
    AuthorizationResponse response;
    try {
      response = responder(issuer, client, target).refused(refused.error(), refused.description());
    } catch (OAuthError unprotected) {
      return new AuthorizationOutcome.PageError(unprotected);
    }
    return new AuthorizationOutcome.RedirectError(target, response, refused);
  }

  Reply deliver(Call call, ResponseTarget target, AuthorizationResponse response) {
    return modes.get(target.responseMode()).deliver(call, target, response.parameters());
  }
}
