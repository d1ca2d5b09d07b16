package dev.lockspire.authorize;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.client.GrantTypes;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.policy.ServerPolicy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Rules for the parameters of RFC 6749, RFC 7636, RFC 8707, RFC 9126 and RFC 9449. */
final class OAuthParameterRules {
  private static final int MAX_STATE = 2048;
  private static final int MAX_RESOURCES = 10;

  /** Characters of a SHA-256 digest in base64url. */
  private static final int DIGEST_LENGTH = 43;

  private final Set<String> knownScopes;
  private final Set<String> knownResources;

  /**
   * @param knownScopes the server's scope vocabulary; {@code openid} is always known
   * @param knownResources identifiers of configured resource servers; empty knows none and allows
   *     any well-formed resource to clients without a list of their own
   */
  OAuthParameterRules(Set<String> knownScopes, Set<String> knownResources) {
    this.knownScopes = Set.copyOf(knownScopes);
    this.knownResources = Set.copyOf(knownResources);
  }

  void occurOnce(Parameters sent) {
    for (String name : sent.repeated()) {
      if (!name.equals("resource")) {
        throw OAuthError.invalidRequest(
            "duplicate_parameter", "A parameter was sent more than once.");
      }
    }
  }

  void stateIsReturnable(Parameters sent) {
    String state = sent.value("state").orElse("");
    if (state.length() > MAX_STATE) {
      throw OAuthError.invalidRequest("state_too_long", "The state has more than 2048 characters.");
    }
    if (!isReturnableState(state)) {
      throw OAuthError.invalidRequest("malformed_state", "The state holds control characters.");
    }
  }

  /**
   * Whether a state can come back byte for byte: RFC 6749 appendix A.5 has no control characters,
   * and browsers rewrite line breaks in the forms they post.
   */
  static boolean isReturnableState(String state) {
    return state.length() <= MAX_STATE && state.chars().noneMatch(Character::isISOControl);
  }

  void pushedWhereDemanded(Client client, ServerPolicy server) {
    if (client.requiresPushedRequests(server)) {
      throw OAuthError.invalidRequest(
          "par_required_request_uri", "This request must be pushed first.");
    }
  }

  /**
   * A push proves who the client is; a profile that came after the push may want to see it proven
   * by other means.
   */
  void fitForProfile(Client client, ServerPolicy server) {
    AuthMethod method = client.metadata().tokenEndpointAuthMethod();
    if (client.profile(server).isFapi() && !method.provesPossession()) {
      throw OAuthError.unauthorizedClient(
              "incompatible_with_fapi_2_0",
              "The application does not prove who it is as the security profile demands.")
          .comparing("registered method", method.wireName())
          .comparing("effective profile", client.profile(server).wireName());
    }
  }

  void signedWhereDemanded(Client client, ServerPolicy server, boolean signed) {
    if (!signed && client.requiresSignedRequestObjects(server)) {
      throw OAuthError.invalidRequest(
          "signed_request_object_required", "This request must be made in a signed object.");
    }
  }

  void mayUseCodes(Client client) {
    if (!client.mayUseGrant(GrantTypes.AUTHORIZATION_CODE)
        || !client.metadata().allowedResponseTypes().contains("code")) {
      throw OAuthError.unauthorizedClient(
              "grant_not_allowed", "The application may not use authorization codes.")
          .comparing("asked", GrantTypes.AUTHORIZATION_CODE)
          .comparing("allowed", String.join(" ", client.metadata().allowedGrantTypes()));
    }
  }

  List<String> scopes(Client client, Parameters sent) {
    String text =
        sent.trimmed("scope")
            .orElseThrow(() -> OAuthError.invalidScope("missing_scope", "The scope is missing."));
    Set<String> scopes = new LinkedHashSet<>(List.of(text.split(" +", -1)));
    if (!scopes.stream().allMatch(OAuthParameterRules::isScopeToken)) {
      throw OAuthError.invalidScope("malformed_scope", "A scope is malformed.");
    }
    if (!scopes.stream().allMatch(this::isKnown)) {
      throw OAuthError.invalidScope("unknown_scope", "A scope is not known.")
          .comparing("asked", String.join(" ", scopes))
          .comparing("known", String.join(" ", knownScopes));
    }
    if (!scopes.stream().allMatch(client::mayUseScope)) {
      throw OAuthError.invalidScope(
              "disallowed_scope", "A scope is not allowed to this application.")
          .comparing("asked", String.join(" ", scopes))
          .comparing("allowed", String.join(" ", client.metadata().allowedScopes()));
    }
    return List.copyOf(scopes);
  }

  private boolean isKnown(String scope) {
    return scope.equals("openid") || knownScopes.contains(scope);
  }

  /** RFC 6749 §3.3: {@code 1*( %x21 / %x23-5B / %x5D-7E )}. */
  private static boolean isScopeToken(String scope) {
    return scope.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\');
  }

  void responseTypeIsCode(Parameters sent) {
    String type =
        sent.nonEmpty("response_type")
            .orElseThrow(
                () ->
                    OAuthError.invalidRequest(
                        "missing_response_type", "The response_type is missing."));
    if (!type.equals("code")) {
      throw OAuthError.of(
              400,
              "unsupported_response_type",
              "unsupported_response_type",
              "Only the response_type code is supported.")
          .comparing("asked", type)
          .comparing("supported", "code");
    }
  }

  /**
   * Only a confidential client that an operator exempted may go without, and only where a nonce in
   * an ID token protects the code instead.
   */
  void pkce(Client client, ServerPolicy server, List<String> scopes, Parameters sent) {
    String challenge = sent.nonEmpty("code_challenge").orElse(null);
    String method = sent.nonEmpty("code_challenge_method").orElse(null);
    boolean exempt =
        !client.metadata().pkceRequired()
            && client.isConfidential()
            && scopes.contains("openid")
            && !client.profile(server).isFapi();
    if (challenge == null) {
      if (!exempt || method != null) {
        throw OAuthError.invalidRequest(
                "missing_pkce", "A code_challenge with method S256 is required.")
            .comparing("code_challenge", "not sent")
            .comparing("client may go without", exempt);
      }
      return;
    }
    if (!"S256".equals(method)) {
      throw OAuthError.invalidRequest("missing_pkce", "The code_challenge_method must be S256.")
          .comparing("code_challenge_method", method == null ? "not sent" : method)
          .comparing("required", "S256");
    }
    if (!Base64Url.isToken(challenge, DIGEST_LENGTH)) {
      throw OAuthError.invalidRequest(
          "invalid_code_challenge", "The code_challenge is not a SHA-256 digest in base64url.");
    }
  }

  /**
   * Null when none is named. A proof that a pushed request carries names one as well, which must
   * then be the same (RFC 9449 §10.1).
   */
  String dpopKey(Parameters sent) {
    String thumbprint = sent.nonEmpty("dpop_jkt").orElse(null);
    if (thumbprint != null && !Base64Url.isToken(thumbprint, DIGEST_LENGTH)) {
      throw OAuthError.invalidRequest(
          "invalid_dpop_jkt", "The dpop_jkt is not a SHA-256 thumbprint in base64url.");
    }
    return thumbprint;
  }

  List<String> resources(Client client, Parameters sent) {
    List<String> resources = sent.all("resource").stream().filter(r -> !r.isEmpty()).toList();
    if (resources.size() > MAX_RESOURCES || Set.copyOf(resources).size() < resources.size()) {
      throw OAuthError.invalidTarget("invalid_resource", "Too many or repeated resources.");
    }
    for (String resource : resources) {
      if (!isAbsolute(resource) || !isAllowed(client, resource)) {
        throw OAuthError.invalidTarget("invalid_resource", "A resource is not allowed.")
            .comparing("asked", resource)
            .comparing("allowed to the client", client.metadata().allowedResources())
            .comparing("known", knownResources);
      }
    }
    return resources;
  }

  private boolean isAllowed(Client client, String resource) {
    List<String> own = client.metadata().allowedResources();
    if (!own.isEmpty()) {
      return own.contains(resource);
    }
    return knownResources.isEmpty() || knownResources.contains(resource);
  }

  private static boolean isAbsolute(String resource) {
    try {
      URI uri = new URI(resource);
      return uri.isAbsolute() && uri.getHost() != null && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
