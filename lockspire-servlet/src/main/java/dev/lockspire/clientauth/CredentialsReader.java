package dev.lockspire.clientauth;

import dev.lockspire.crypto.Secret;
import dev.lockspire.http.Call;
import dev.lockspire.http.FormDecoder;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.keys.CompactJws;
import dev.lockspire.keys.JwtClaims;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the one way by which a call says who it comes from; the first that matches, and never two
 * at once (RFC 6749 §2.3).
 */
final class CredentialsReader {
  private static final Set<String> ONCE =
      Set.of("client_id", "client_secret", "client_assertion", "client_assertion_type");
  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String BASIC = "Basic ";

  private CredentialsReader() {}

  /**
   * @throws Refused with the internal reason code
   * @throws OAuthError {@code invalid_request} when a credential was sent twice
   */
  static Credentials read(Call call) {
    Parameters form = call.form();
    for (String repeated : form.repeated()) {
      if (ONCE.contains(repeated)) {
        throw SentOnce.repeated(repeated);
      }
    }
    List<String> authorization = call.headers().all("Authorization");
    String clientId = form.nonEmpty("client_id").orElse(null);
    String secret = form.nonEmpty("client_secret").orElse(null);
    String assertion = form.nonEmpty("client_assertion").orElse(null);
    int ways = authorization.size() + (secret == null ? 0 : 1) + (assertion == null ? 0 : 1);
    if (ways > 1) {
      throw new Refused("mixed_auth");
    }
    Credentials credentials;
    if (!authorization.isEmpty()) {
      credentials = basic(authorization.get(0));
    } else if (assertion != null) {
      credentials = assertion(assertion, form.nonEmpty("client_assertion_type").orElse(""));
    } else if (clientId == null) {
      throw new Refused("missing_client_auth");
    } else {
      return secret == null
          ? new Credentials.IdOnly(clientId)
          : new Credentials.Post(clientId, Secret.of(secret));
    }
    if (clientId != null && !clientId.equals(credentials.clientId())) {
      throw new Refused("client_id_mismatch");
    }
    return credentials;
  }

  /** Both halves are form-encoded, so either may hold a colon. */
  private static Credentials basic(String header) {
    if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      throw new Refused("unsupported_auth");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String pair = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int colon = pair.indexOf(':');
      if (colon > 0 && colon < pair.length() - 1) {
        String clientId = FormDecoder.component(pair.substring(0, colon));
        String secret = FormDecoder.component(pair.substring(colon + 1));
        return new Credentials.Basic(clientId, Secret.of(secret));
      }
    } catch (IllegalArgumentException | CharacterCodingException | OAuthError malformed) {
      throw new Refused("invalid_basic_auth");
    }
    throw new Refused("invalid_basic_auth");
  }

  /** Who an assertion claims to be: its subject, else its issuer. */
  private static Credentials assertion(String assertion, String type) {
    if (type.equals(JWT_BEARER)) {
      CompactJws jws = CompactJws.of(assertion).orElse(null);
      JwtClaims claims = jws == null ? null : jws.claims().map(JwtClaims::new).orElse(null);
      Optional<String> claimed =
          claims == null ? Optional.empty() : claims.text("sub").or(() -> claims.text("iss"));
      if (claimed.isPresent()) {
        return new Credentials.Assertion(claimed.get(), jws, claims);
      }
    }
    throw new Refused("invalid_client_assertion");
  }
}
