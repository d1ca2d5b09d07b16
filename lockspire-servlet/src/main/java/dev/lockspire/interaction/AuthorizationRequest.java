package dev.lockspire.interaction;

import dev.lockspire.minting.ClaimsRequest;
import dev.lockspire.rar.AuthorizationDetails;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A validated authorization request (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1): everything
 * that later steps need, whatever way it travelled. Null stands for "not sent".
 *
 * @param clientId who asks
 * @param redirectUri proven to be registered, byte for byte as sent
 * @param responseMode how the answer is delivered: a name from the set of response modes
 * @param scopes in the order of the request, no duplicates
 * @param resources resource indicators (RFC 8707)
 * @param authorizationDetails what the host's validators approved (RFC 9396)
 * @param prompts what the person shall be asked
 * @param state returned byte for byte
 * @param nonce bound into the ID token byte for byte
 * @param maxAge oldest acceptable authentication
 * @param authTimeRequested whether the ID token must say when the person signed in
 * @param acrValues wanted authentication contexts, most wanted first
 * @param claims individually requested claims
 * @param hints untrusted hints for the host's pages
 * @param hintedSubject the person the application means, as it knows them, proven by its {@code
 *     id_token_hint}
 * @param codeChallenge PKCE S256 challenge (RFC 7636 §4.3)
 * @param dpopJkt thumbprint of the key that the code may be redeemed with alone (RFC 9449 §10)
 */
public record AuthorizationRequest(
    String clientId,
    String redirectUri,
    String responseMode,
    List<String> scopes,
    List<String> resources,
    AuthorizationDetails authorizationDetails,
    Set<Prompt> prompts,
    String state,
    String nonce,
    Duration maxAge,
    boolean authTimeRequested,
    List<String> acrValues,
    ClaimsRequest claims,
    Hints hints,
    String hintedSubject,
    String codeChallenge,
    String dpopJkt) {

  /** Hints that only the host's pages read. */
  public record Hints(
      String loginHint, List<String> uiLocales, List<String> claimsLocales, String display) {

    public Hints {
      uiLocales = List.copyOf(uiLocales);
      claimsLocales = List.copyOf(claimsLocales);
    }

    public static Hints none() {
      return new Hints(null, List.of(), List.of(), null);
    }
  }

  public AuthorizationRequest {
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(redirectUri, "redirectUri");
    Objects.requireNonNull(responseMode, "responseMode");
    scopes = List.copyOf(scopes);
    resources = List.copyOf(resources);
    Objects.requireNonNull(authorizationDetails, "authorizationDetails");
    prompts = Set.copyOf(prompts);
    acrValues = List.copyOf(acrValues);
  }

  public boolean asksFor(Prompt prompt) {
    return prompts.contains(prompt);
  }

  public boolean isOpenId() {
    return scopes.contains("openid");
  }

  /**
   * True when {@code subject} is the person meant, or nobody in particular is.
   *
   * @param subject as the application knows the person
   */
  public boolean means(String subject) {
    return (hintedSubject == null || hintedSubject.equals(subject))
        && acceptsSubject(claims, subject);
  }

  /**
   * False when {@code claims} request a {@code sub} of other values: then only these people may be
   * answered for (OpenID Connect Core §3.1.2.2).
   */
  public static boolean acceptsSubject(ClaimsRequest claims, String subject) {
    ClaimsRequest.Wanted wanted = claims.idToken().get("sub");
    return wanted == null || wanted.values().isEmpty() || wanted.values().contains(subject);
  }

  /** This request narrowed to {@code granted} scopes. */
  public AuthorizationRequest withScopes(List<String> granted) {
    return narrowed(granted, authorizationDetails);
  }

  /** This request narrowed to {@code granted} scopes and authorization details. */
  public AuthorizationRequest narrowed(List<String> granted, AuthorizationDetails details) {
    return new AuthorizationRequest(
        clientId,
        redirectUri,
        responseMode,
        granted,
        resources,
        details,
        prompts,
        state,
        nonce,
        maxAge,
        authTimeRequested,
        acrValues,
        claims,
        hints,
        hintedSubject,
        codeChallenge,
        dpopJkt);
  }
}
