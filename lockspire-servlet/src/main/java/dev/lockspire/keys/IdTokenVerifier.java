package dev.lockspire.keys;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.http.JsonReader;
import dev.lockspire.policy.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies an {@code id_token_hint} (OpenID Connect Core §3.1.2.1, RP-Initiated Logout §2): an ID
 * token that this server signed.
 *
 * <p>The same keys sign access tokens ({@code at+jwt}), which every API sees, and logout tokens
 * ({@code logout+jwt}); neither proves whose session it is. RFC 8725 §3.11: their type tells them
 * apart, and introspection responses as well. A UserInfo response, which an API could fetch with
 * the token it is shown, has the type of an ID token and is told apart by having no end.
 *
 * <p>An ID token that was encrypted to its client is hinted with by the signed one inside (OpenID
 * Connect Core §3.1.2.1): nobody else can open it.
 */
public final class IdTokenVerifier {
  private static final int MAX_HEADER = 2_048;
  private static final int ENCRYPTED_DOTS = 4;

  private final JwtVerifier verifier;

  /**
   * @param verifier judges the signature
   */
  public IdTokenVerifier(JwtVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * The claims of {@code jwt} when it is an ID token that one of our published keys signed with an
   * allowed algorithm; times, issuer and audience are the caller's to judge. Empty otherwise.
   */
  public Optional<Map<String, Object>> verify(String jwt, Set<SigningAlgorithm> allowed) {
    return isIdToken(jwt)
        ? verifier.verify(jwt, allowed).filter(claims -> claims.containsKey("exp"))
        : Optional.empty();
  }

  /** Whether {@code jwt} has the five parts of an encrypted one (RFC 7516 §3.1). */
  public static boolean isEncrypted(String jwt) {
    return jwt.chars().filter(c -> c == '.').count() == ENCRYPTED_DOTS;
  }

  private static boolean isIdToken(String jwt) {
    int dot = jwt.indexOf('.');
    return dot > 0 && header(jwt.substring(0, dot)).filter(IdTokenVerifier::isIdToken).isPresent();
  }

  /** Ours say {@code JWT}; the specification lets the member be left out. */
  private static boolean isIdToken(Map<String, Object> header) {
    return !header.containsKey("typ")
        || (header.get("typ") instanceof String type && type.equalsIgnoreCase("JWT"));
  }

  private static Optional<Map<String, Object>> header(String encoded) {
    try {
      String json = new String(Base64Url.decode(encoded), StandardCharsets.UTF_8);
      return JsonReader.object(json, MAX_HEADER);
    } catch (IllegalArgumentException notBase64Url) {
      return Optional.empty();
    }
  }
}
