package dev.lockspire.authorize;

import dev.lockspire.client.Client;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.interaction.AuthorizationRequest;
import dev.lockspire.interaction.Prompt;
import dev.lockspire.keys.IdTokenVerifier;
import dev.lockspire.keys.JwtVerifier;
import dev.lockspire.minting.ClaimsRequest;
import dev.lockspire.policy.SecurityProfile;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for the parameters of OpenID Connect Core §3.1.2.1 and §5.5. */
final class OpenIdParameterRules {
  private static final int MAX_NONCE = 512;
  private static final int MAX_HINT = 8192;

  private final Set<Prompt> offeredPrompts;
  private final IdTokenVerifier verifier;

  /**
   * @param offeredPrompts what the host can do; anything else is refused
   * @param verifier verifies what we signed ourselves
   */
  OpenIdParameterRules(Set<Prompt> offeredPrompts, JwtVerifier verifier) {
    this.offeredPrompts = Set.copyOf(offeredPrompts);
    this.verifier = new IdTokenVerifier(verifier);
  }

  Set<Prompt> prompts(Parameters sent) {
    String text = sent.trimmed("prompt").orElse("");
    Set<Prompt> prompts = EnumSet.noneOf(Prompt.class);
    for (String word : text.isEmpty() ? new String[0] : text.split(" +", -1)) {
      Prompt prompt =
          Prompt.ofWireName(word)
              .orElseThrow(() -> refused("invalid_prompt", "A prompt is not known."));
      if (!offeredPrompts.contains(prompt)) {
        throw refused("unsupported_prompt", "A prompt is not supported.")
            .comparing("asked", prompt.wireName())
            .comparing("offered", offeredPrompts);
      }
      if (!prompts.add(prompt)) {
        throw refused("duplicate_prompt", "A prompt was given twice.");
      }
    }
    if (prompts.contains(Prompt.NONE) && prompts.size() > 1) {
      throw refused("prompt_none_conflict", "The prompt none excludes every other.");
    }
    return prompts;
  }

  Duration maxAge(Client client, Parameters sent) {
    String text = sent.value("max_age").orElse(null);
    if (text == null) {
      Integer byDefault = client.metadata().defaultMaxAge();
      return byDefault == null ? null : Duration.ofSeconds(byDefault);
    }
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || text.length() > 9) {
      throw refused("invalid_max_age", "The max_age is not a number of seconds.");
    }
    return Duration.ofSeconds(Integer.parseInt(text));
  }

  /**
   * Without PKCE the nonce is what binds the code to the request, so one of the two must be there.
   */
  String nonce(Client client, List<String> scopes, boolean hasChallenge, Parameters sent) {
    String nonce = sent.value("nonce").filter(n -> !n.isBlank()).orElse(null);
    // A client that must use PKCE and does not is told so by the next rule, the real cause.
    boolean withoutPkce = !hasChallenge && !client.metadata().pkceRequired();
    boolean required =
        scopes.contains("openid") && (client.metadata().requireNonce() || withoutPkce);
    if (nonce == null && required) {
      throw refused("missing_nonce", "A nonce is required.")
          .comparing("nonce", "not sent")
          .comparing("client requires it", client.metadata().requireNonce());
    }
    if (nonce != null && nonce.length() > MAX_NONCE) {
      throw refused("nonce_too_long", "The nonce has more than 512 characters.");
    }
    return nonce;
  }

  ClaimsRequest claims(Parameters sent) {
    if (sent.value("claims").isEmpty()) {
      return ClaimsRequest.none();
    }
    return sent.trimmed("claims")
        // The JSON parser takes an array of pairs for an object.
        .filter(text -> text.startsWith("{"))
        .flatMap(ClaimsRequest::parse)
        .orElseThrow(
            () ->
                refused("invalid_claims_parameter", "The claims parameter is not a JSON object."));
  }

  boolean authTimeRequested(Client client, Duration maxAge, ClaimsRequest claims) {
    ClaimsRequest.Wanted wanted = claims.idToken().get("auth_time");
    return maxAge != null
        || client.metadata().requireAuthTime()
        || (wanted != null && wanted.essential());
  }

  List<String> acrValues(Client client, Parameters sent) {
    List<String> asked = AuthorizationRules.words(sent, "acr_values");
    return asked.isEmpty() ? client.metadata().defaultAcrValues() : asked;
  }

  /**
   * The person that {@code id_token_hint} names; null without one.
   *
   * @param profile that holds for {@code client}
   */
  String hintedSubject(
      String issuer,
      Client client,
      SecurityProfile profile,
      ClaimsRequest claims,
      Parameters sent) {
    String hinted =
        sent.nonEmpty("id_token_hint").map(h -> subject(issuer, client, profile, h)).orElse(null);
    if (hinted != null && !AuthorizationRequest.acceptsSubject(claims, hinted)) {
      throw OAuthError.of(
          400, "login_required", "subject_mismatch", "The hint and the claims name two people.");
    }
    return hinted;
  }

  private String subject(String issuer, Client client, SecurityProfile profile, String hint) {
    if (hint.length() > MAX_HINT) {
      throw invalidHint();
    }
    if (IdTokenVerifier.isEncrypted(hint)) {
      throw refused(
          "encrypted_id_token_hint",
          "The id_token_hint is encrypted; send the signed ID token inside it.");
    }
    Map<String, Object> claims =
        verifier.verify(hint, profile.algorithms()).orElseThrow(OpenIdParameterRules::invalidHint);
    boolean ours = issuer.equals(claims.get("iss")) && names(claims.get("aud"), client.clientId());
    if (!ours || !(claims.get("sub") instanceof String subject)) {
      throw invalidHint();
    }
    return subject;
  }

  private static boolean names(Object audience, String clientId) {
    return clientId.equals(audience)
        || (audience instanceof Collection<?> several && several.contains(clientId))
        || (audience instanceof Object[] array && Arrays.asList(array).contains(clientId));
  }

  private static OAuthError invalidHint() {
    return refused(
        "invalid_id_token_hint", "The id_token_hint was not issued here to this application.");
  }

  private static OAuthError refused(String reason, String description) {
    return OAuthError.invalidRequest(reason, description);
  }
}
