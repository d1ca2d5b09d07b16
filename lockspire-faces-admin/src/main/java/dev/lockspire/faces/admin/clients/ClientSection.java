package dev.lockspire.faces.admin.clients;

import static dev.lockspire.faces.admin.clients.ClientField.Kind.LINES;
import static dev.lockspire.faces.admin.clients.ClientField.Kind.NUMBER;
import static dev.lockspire.faces.admin.clients.ClientField.Kind.TEXT;
import static dev.lockspire.faces.admin.clients.ClientField.Kind.TICK;
import static dev.lockspire.faces.admin.clients.ClientField.Kind.WORDS;

import dev.lockspire.admin.ClientChoices;
import dev.lockspire.admin.ClientWorkspace;
import dev.lockspire.client.AuthMethod;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Focused edits of a client: each page changes a few settings that belong together and leaves all
 * others alone. What this version does not do is not among them.
 */
enum ClientSection {
  EDIT(
      ClientField.of("name", TEXT, c -> c.metadata().name()),
      ClientField.of("client_uri", TEXT, c -> c.extra().get("client_uri")),
      ClientField.of("logo_uri", TEXT, c -> c.metadata().logoUri()),
      ClientField.of("tos_uri", TEXT, c -> c.metadata().tosUri()),
      ClientField.of("policy_uri", TEXT, c -> c.metadata().policyUri()),
      ClientField.of("contacts", LINES, c -> c.metadata().contacts())),
  /** Which fields these are depends on how the client proves itself. */
  KEYS(),
  REDIRECTS(ClientField.of("redirect_uris", LINES, c -> c.metadata().redirectUris())),
  /** Together, because a change of any can give everybody another subject: to be confirmed. */
  SUBJECTS(
      ClientField.choice(
          "subject_type", List.of("public", "pairwise"), c -> c.metadata().subjectType()),
      ClientField.of("sector_identifier_uri", TEXT, c -> c.metadata().sectorIdentifierUri()),
      ClientField.of("redirect_uris", LINES, c -> c.metadata().redirectUris())),
  LOGOUT_URIS(
      ClientField.of(
          "post_logout_redirect_uris", LINES, c -> c.metadata().postLogoutRedirectUris())),
  SCOPES(
      // openid is everybody's and is not stored; a list of nothing else would read as none.
      ClientField.of(
          "allowed_scopes",
          WORDS,
          c ->
              c.metadata().allowedScopes().isEmpty()
                  ? List.of("openid")
                  : c.metadata().allowedScopes()),
      ClientField.of("allowed_resources", LINES, c -> c.metadata().allowedResources()),
      ClientField.of(
          "authorization_details_types", LINES, c -> c.extra().get("authorization_details_types")),
      ClientField.choice(
          "introspection_scope",
          List.of("own", "audience", "any"),
          c -> c.metadata().introspectionScope()),
      ClientField.of("resource_identifiers", LINES, c -> c.metadata().resourceIdentifiers())),
  LIFETIMES(
      ClientField.of("access_token_lifetime", NUMBER, c -> c.metadata().accessTokenLifetime()),
      ClientField.of("refresh_token_lifetime", NUMBER, c -> c.metadata().refreshTokenLifetime()),
      ClientField.of("id_token_lifetime", NUMBER, c -> c.metadata().idTokenLifetime())),
  /** How what it is answered is signed and encrypted, and where keys have no page, by which. */
  RESPONSES(
      ClientField.algorithm(
          "id_token_signed_response_alg", c -> c.metadata().idTokenSignedResponseAlg()),
      keyManagement("id_token", c -> c.extra().get("id_token_encrypted_response_alg")),
      contentEncryption("id_token", c -> c.extra().get("id_token_encrypted_response_enc")),
      ClientField.algorithm(
          "userinfo_signed_response_alg", c -> c.extra().get("userinfo_signed_response_alg")),
      keyManagement("userinfo", c -> c.extra().get("userinfo_encrypted_response_alg")),
      contentEncryption("userinfo", c -> c.extra().get("userinfo_encrypted_response_enc")),
      ClientField.algorithm(
          "authorization_signed_response_alg", c -> c.metadata().authorizationSignedResponseAlg()),
      keyManagement("authorization", c -> c.metadata().authorizationEncryptedResponseAlg()),
      contentEncryption("authorization", c -> c.metadata().authorizationEncryptedResponseEnc()),
      ClientField.algorithm(
          "introspection_signed_response_alg",
          c -> c.extra().get("introspection_signed_response_alg")),
      keyManagement("introspection", c -> c.extra().get("introspection_encrypted_response_alg")),
      contentEncryption(
          "introspection", c -> c.extra().get("introspection_encrypted_response_enc")),
      ClientField.algorithm(
          "access_token_signed_response_alg", c -> c.metadata().accessTokenSignedResponseAlg())),
  SECURITY(
      ClientField.choice(
          "access_token_format",
          List.of("inherit", "jwt", "opaque"),
          c -> c.posture().accessTokenFormat().own()),
      ClientField.choice(
          "dpop_policy", List.of("inherit", "bearer", "dpop"), c -> c.metadata().dpopPolicy()),
      ClientField.choice(
          "par_policy", List.of("inherit", "optional", "required"), c -> c.metadata().parPolicy()),
      ClientField.choice(
          "security_profile",
          List.of("inherit", "none", "fapi_2_0_security", "fapi_2_0_message_signing"),
          c -> c.metadata().securityProfile()),
      ClientField.algorithm(
          "authorization_signed_response_alg", c -> c.metadata().authorizationSignedResponseAlg()),
      ClientField.algorithm(
          "id_token_signed_response_alg", c -> c.metadata().idTokenSignedResponseAlg()),
      ClientField.of(
          ClientField.CERTIFICATE_BOUND,
          TICK,
          c -> c.metadata().tlsClientCertificateBoundAccessTokens()),
      ClientField.of("consent_required", TICK, c -> c.metadata().consentRequired()),
      ClientField.of("require_nonce", TICK, c -> c.metadata().requireNonce()),
      ClientField.of("require_auth_time", TICK, c -> c.metadata().requireAuthTime()),
      ClientField.of("default_max_age", NUMBER, c -> c.metadata().defaultMaxAge()),
      ClientField.of("max_delegation_depth", NUMBER, c -> c.metadata().maxDelegationDepth()));

  private static final String SIGNED = "_signed_response_alg";

  @SuppressWarnings("ImmutableEnumChecker") // Fields are records of stateless functions.
  private final List<ClientField> fields;

  ClientSection(ClientField... fields) {
    this.fields = List.of(fields);
  }

  /** The fields for a client that proves itself by {@code method}. */
  List<ClientField> fields(AuthMethod method, ClientChoices choices) {
    if (this == KEYS) {
      return ClientProof.fieldsOf(method);
    }
    if (this == RESPONSES) {
      return responses(method, choices);
    }
    // Who proves itself with a certificate is bound to it anyway, and without TLS nobody can be.
    boolean bindable = choices.certificates() && !method.usesCertificate();
    return fields.stream()
        .filter(field -> bindable || !field.name().equals(ClientField.CERTIFICATE_BOUND))
        .toList();
  }

  /** Its fields that {@code client} has a value for. */
  List<ClientField> registered(ClientWorkspace client) {
    return fields.stream().filter(field -> field.current().apply(client) != null).toList();
  }

  /** Whether its fields for a client that proves itself by {@code method} include its keys. */
  boolean hasKeys(AuthMethod method) {
    return switch (this) {
      case KEYS -> ClientProof.hasKeys(method);
      case RESPONSES -> !ClientProof.hasKeys(method);
      default -> false;
    };
  }

  /** Nothing is encrypted without keys, so who has no page of them names them here. */
  private List<ClientField> responses(AuthMethod method, ClientChoices choices) {
    return Stream.concat(
            fields.stream()
                .map(
                    field ->
                        field.name().endsWith(SIGNED)
                            ? field.offering(orNone(choices.signingAlgorithms()))
                            : field),
            hasKeys(method) ? ClientProof.KEYS.getFields().stream() : Stream.empty())
        .toList();
  }

  private static ClientField keyManagement(
      String response, Function<ClientWorkspace, Object> current) {
    return ClientField.choice(
        response + "_encrypted_response_alg", orNone(KeyManagementAlgorithm.names()), current);
  }

  private static ClientField contentEncryption(
      String response, Function<ClientWorkspace, Object> current) {
    return ClientField.choice(
        response + "_encrypted_response_enc", orNone(ContentEncryption.names()), current);
  }

  private static List<String> orNone(List<String> values) {
    return Stream.concat(Stream.of(""), values.stream()).toList();
  }

  /** Last segment of its path. */
  String path() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** By the pattern of a route; two settings have paths of their own on the page of the rest. */
  static ClientSection ofRoute(String pattern) {
    String last = pattern.substring(pattern.lastIndexOf('/') + 1);
    return Arrays.stream(values())
        .filter(section -> section.path().equals(last))
        .findFirst()
        .orElse(SECURITY);
  }
}
