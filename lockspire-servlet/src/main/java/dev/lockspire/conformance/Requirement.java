package dev.lockspire.conformance;

import static dev.lockspire.conformance.Cure.Place.APPLICATION;
import static dev.lockspire.conformance.Cure.Place.CLIENT_KEYS;
import static dev.lockspire.conformance.Cure.Place.CLIENT_REDIRECTS;
import static dev.lockspire.conformance.Cure.Place.CLIENT_SECURITY;
import static dev.lockspire.conformance.Cure.Place.NEW_CLIENT;
import static dev.lockspire.conformance.Cure.Place.NOWHERE;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.client.FieldError;
import dev.lockspire.client.GrantTypes;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.traffic.Trait;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a standard demands of a client, and what the server's own policies demand beside
 * them. A requirement says where it is written, by what it is judged and what cures it.
 */
// Criteria and cures are records of constants and pure functions; the checker knows annotated types
// only.
@SuppressWarnings("ImmutableEnumChecker")
public enum Requirement {
  EXACT_REDIRECT_URIS(Standard.OAUTH_2_1, "RFC 9700 §2.1", Cure.at(NOWHERE), Criterion.always()),
  CODE_GRANT_ONLY(
      Standard.OAUTH_2_1, "RFC 9700 §2.1.2, §2.4", Cure.at(NOWHERE), Criterion.always()),
  CODE_CHALLENGE(
      Standard.OAUTH_2_1,
      "RFC 9700 §2.1.1",
      Cure.at(APPLICATION),
      Criterion.requests(
              List.of(Trait.REQUEST_WITHOUT_CHALLENGE), List.of(Trait.REQUEST_WITH_CHALLENGE))
          .where(Requirement::usesCodes)) {
    /** A nonce may stand in for it, where the client was registered so. */
    @Override
    public boolean demanded(Client client, ServerPolicy policy) {
      return client.metadata().pkceRequired() || client.profile(policy).isFapi();
    }
  },
  ENCRYPTED_REDIRECTS(
      Standard.OAUTH_2_1,
      "RFC 9700 §2.6",
      Cure.at(CLIENT_REDIRECTS, "redirect_uris"),
      Criterion.registered("redirect_uris")
          .valued(c -> String.join(" ", redirectsInTheClear(c)))
          .contradictedBy(c -> !redirectsInTheClear(c).isEmpty())),
  GUARDED_REFRESH_TOKENS(
      Standard.OAUTH_2_1, "RFC 9700 §2.2.2", Cure.at(NOWHERE), Criterion.always()),

  SERVER_KEYS(
      Standard.FAPI_2_0_SECURITY,
      "FAPI 2.0 Security Profile §5.4.1",
      Cure.at(Cure.Place.SERVER_KEYS),
      Criterion.always()) {
    @Override
    public Judgement judge(Subject subject) {
      List<FieldError> missing =
          subject.readiness().get().reasons().stream()
              .map(reason -> new FieldError("security_profile", reason.wireName(), ""))
              .toList();
      Verdict verdict = missing.isEmpty() ? Verdict.HOLDS : Verdict.FAILS;
      return new Judgement(this, verdict, Ground.KEYS, "", missing, List.of());
    }

    /** Of the server and not of a client: a profile cannot be entered before it holds. */
    @Override
    public boolean demanded(Client client, ServerPolicy policy) {
      return false;
    }
  },
  CONFIDENTIAL_CLIENT(
      Standard.FAPI_2_0_SECURITY,
      "FAPI 2.0 Security Profile §5.3.2.1",
      Cure.at(NEW_CLIENT),
      Criterion.registered("client_type")
          .valued(c -> word(c.metadata().clientType()))
          .contradictedBy(Client::isPublic)),
  CLIENT_AUTHENTICATION(
      Standard.FAPI_2_0_SECURITY,
      "FAPI 2.0 Security Profile §5.3.2.1",
      Cure.at(NEW_CLIENT),
      Criterion.registered("token_endpoint_auth_method")
          .valued(c -> c.metadata().tokenEndpointAuthMethod().wireName())),
  ASSERTION_ALGORITHM(
      Standard.FAPI_2_0_SECURITY,
      "FAPI 2.0 Security Profile §5.4.1",
      Cure.at(CLIENT_KEYS, "token_endpoint_auth_signing_alg"),
      Criterion.registered("token_endpoint_auth_signing_alg")
          .valued(c -> c.metadata().tokenEndpointAuthSigningAlg())
          .settledWhere(s -> s.client().metadata().tokenEndpointAuthSigningAlg() != null)
          .where(Requirement::sendsAssertions)
          .requestsShow(
              List.of(Trait.ASSERTION_BY_OTHER_ALGORITHM),
              List.of(Trait.ASSERTION_BY_FAPI_ALGORITHM))),
  ASSERTION_AUDIENCE(
      Standard.FAPI_2_0_SECURITY,
      "FAPI 2.0 Security Profile §5.3.2.1",
      Cure.at(APPLICATION),
      Criterion.requests(
              List.of(Trait.ASSERTION_FOR_A_LIST), List.of(Trait.ASSERTION_FOR_THE_ISSUER))
          .where(Requirement::sendsAssertions)),
  PUSHED_REQUESTS(
      Standard.FAPI_2_0_SECURITY,
      "RFC 9126 §5, FAPI 2.0 Security Profile §5.3.2.2",
      Cure.at(CLIENT_SECURITY, "par_policy"),
      Criterion.requests(List.of(Trait.DIRECT_REQUEST), List.of(Trait.PUSHED_REQUEST))
          .valued(c -> word(c.metadata().parPolicy()))
          .where(Requirement::usesCodes)) {
    @Override
    public boolean demanded(Client client, ServerPolicy policy) {
      return client.requiresPushedRequests(policy);
    }
  },
  S256_CHALLENGE(
      Standard.FAPI_2_0_SECURITY,
      "FAPI 2.0 Security Profile §5.3.2.2",
      Cure.at(NEW_CLIENT),
      Criterion.registered("pkce_required").where(Requirement::usesCodes)),
  HTTPS_ADDRESSES(
      Standard.FAPI_2_0_SECURITY,
      "FAPI 2.0 Security Profile §5.3.2.2",
      Cure.at(CLIENT_REDIRECTS, "redirect_uris"),
      Criterion.registered(
          "redirect_uris",
          "post_logout_redirect_uris",
          "backchannel_logout_uri",
          "frontchannel_logout_uri")),
  BOUND_TOKENS(
      Standard.FAPI_2_0_SECURITY,
      "FAPI 2.0 Security Profile §5.3.2.1",
      Cure.at(CLIENT_SECURITY, "dpop_policy"),
      Criterion.requests(
              List.of(Trait.BEARER_TOKEN),
              List.of(Trait.KEY_BOUND_TOKEN, Trait.CERTIFICATE_BOUND_TOKEN))
          .valued(c -> word(c.metadata().dpopPolicy()))
          .settledWhere(
              s -> s.client().bindsToCertificate() || s.until().requiresDpop(s.server()))),
  PROOF_ALGORITHM(
      Standard.FAPI_2_0_SECURITY,
      "FAPI 2.0 Security Profile §5.4.1",
      Cure.at(APPLICATION),
      shown(List.of(Trait.PROOF_BY_OTHER_ALGORITHM), List.of(Trait.PROOF_BY_FAPI_ALGORITHM))),
  SIGNATURE_ALGORITHMS(
      Standard.FAPI_2_0_SECURITY,
      "FAPI 2.0 Security Profile §5.4.1",
      Cure.at(CLIENT_SECURITY, "id_token_signed_response_alg"),
      Criterion.registered(
              "id_token_signed_response_alg",
              "access_token_signed_response_alg",
              "authorization_signed_response_alg",
              "userinfo_signed_response_alg",
              "introspection_signed_response_alg",
              "request_object_signing_alg",
              "backchannel_authentication_request_signing_alg")
          .valued(c -> c.metadata().idTokenSignedResponseAlg())
          // Who registered nothing gets RS256 until then and another algorithm from then on.
          .settledWhere(
              s -> !usesCodes(s) || s.client().metadata().idTokenSignedResponseAlg() != null)),
  REST_OF_REGISTRATION(
      Standard.FAPI_2_0_SECURITY,
      "FAPI 2.0 Security Profile §5.3.2",
      Cure.at(NEW_CLIENT),
      Criterion.registered("registration")) {
    @Override
    List<FieldError> problems(Subject subject) {
      return registered(subject).stream()
          .filter(
              problem ->
                  Arrays.stream(values())
                      .noneMatch(other -> other.members().contains(problem.field())))
          .toList();
    }
  },

  RESPONSE_ALGORITHM(
      Standard.FAPI_2_0_MESSAGE_SIGNING,
      "FAPI 2.0 Message Signing §5.4",
      Cure.at(CLIENT_SECURITY, "authorization_signed_response_alg"),
      Criterion.registered("authorization_signed_response_alg")
          .valued(c -> c.metadata().authorizationSignedResponseAlg())),
  SIGNED_REQUESTS(
      Standard.FAPI_2_0_MESSAGE_SIGNING,
      "FAPI 2.0 Message Signing §5.3",
      Cure.at(APPLICATION),
      Criterion.requests(List.of(Trait.UNSIGNED_REQUEST), List.of(Trait.SIGNED_REQUEST))
          .where(Requirement::usesCodes)) {
    @Override
    public boolean demanded(Client client, ServerPolicy policy) {
      return client.requiresSignedRequestObjects(policy);
    }

    @Override
    boolean partOf(ServerPolicy policy) {
      return policy.messageSigning().requestObjects();
    }
  },
  SIGNED_RESPONSES(
      Standard.FAPI_2_0_MESSAGE_SIGNING,
      "FAPI 2.0 Message Signing §5.4",
      Cure.at(APPLICATION),
      Criterion.requests(List.of(Trait.PLAIN_RESPONSE), List.of(Trait.SIGNED_RESPONSE))
          .where(Requirement::usesCodes)) {
    @Override
    public boolean demanded(Client client, ServerPolicy policy) {
      return client.requiresJarm(policy);
    }

    @Override
    boolean partOf(ServerPolicy policy) {
      return policy.messageSigning().authorizationResponses();
    }
  },
  SIGNED_INTROSPECTION(
      Standard.FAPI_2_0_MESSAGE_SIGNING,
      "FAPI 2.0 Message Signing §5.5",
      Cure.at(APPLICATION),
      shown(List.of(Trait.PLAIN_INTROSPECTION), List.of(Trait.SIGNED_INTROSPECTION))) {
    @Override
    public boolean demanded(Client client, ServerPolicy policy) {
      return client.requiresSignedIntrospection(policy);
    }

    @Override
    boolean partOf(ServerPolicy policy) {
      return policy.messageSigning().introspectionResponses();
    }
  },

  /** The server's policy for key-bound tokens; no standard asks for it by itself. */
  PROVEN_KEYS(
      null,
      "RFC 9449 §5",
      Cure.at(CLIENT_SECURITY, "dpop_policy"),
      Criterion.requests(
              List.of(Trait.BEARER_TOKEN, Trait.CERTIFICATE_BOUND_TOKEN),
              List.of(Trait.KEY_BOUND_TOKEN))
          .valued(c -> word(c.metadata().dpopPolicy()))) {
    @Override
    public boolean demanded(Client client, ServerPolicy policy) {
      return client.requiresDpop(policy);
    }
  };

  private final Standard standard;
  private final String reference;
  private final Cure cure;
  private final Criterion criterion;

  Requirement(Standard standard, String reference, Cure cure, Criterion criterion) {
    this.standard = standard;
    this.reference = reference;
    this.cure = cure;
    this.criterion = criterion;
  }

  /** Where it is written: document and section. */
  public String reference() {
    return reference;
  }

  /** What makes a client meet it. */
  public Cure cure() {
    return cure;
  }

  /** {@code pushed_requests}. */
  public String wireName() {
    return word(this);
  }

  /** Whether the server refuses {@code client} what does not meet it while {@code policy} holds. */
  public boolean demanded(Client client, ServerPolicy policy) {
    SecurityProfile profile = client.profile(policy);
    return standard == Standard.FAPI_2_0_MESSAGE_SIGNING
        ? profile == SecurityProfile.FAPI_2_0_MESSAGE_SIGNING
        : profile.isFapi();
  }

  /** How {@code subject} stands to it under the policy in force. */
  public Judgement stand(Subject subject) {
    return partOf(subject.server())
        ? judge(subject)
        : new Judgement(this, Verdict.HOLDS, Ground.NOT_APPLICABLE, "", List.of(), List.of());
  }

  /** As {@link #stand}, whether or not the policy in force has a part of it switched off. */
  public Judgement judge(Subject subject) {
    return criterion.judge(this, subject, problems(subject));
  }

  /** Whether {@code policy} makes it a part of its standard. */
  boolean partOf(ServerPolicy policy) {
    return true;
  }

  Optional<Standard> standard() {
    return Optional.ofNullable(standard);
  }

  Set<String> members() {
    return criterion.members();
  }

  /** What is wrong with the members that it is about. */
  List<FieldError> problems(Subject subject) {
    return registered(subject).stream().filter(p -> members().contains(p.field())).toList();
  }

  /** Everything that its standard takes exception to in a registration. */
  List<FieldError> registered(Subject subject) {
    return standard == null ? List.of() : subject.problems(standard.profile());
  }

  /** Judged by requests that not every client sends; silence says nothing against it. */
  private static Criterion shown(List<Trait> against, List<Trait> inFavour) {
    return Criterion.requests(against, inFavour)
        .where(s -> !s.traffic().of(against).isEmpty() || !s.traffic().of(inFavour).isEmpty());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static boolean usesCodes(Subject subject) {
    return subject.client().mayUseGrant(GrantTypes.AUTHORIZATION_CODE);
  }

  private static boolean sendsAssertions(Subject subject) {
    return subject.client().metadata().tokenEndpointAuthMethod() == AuthMethod.PRIVATE_KEY_JWT;
  }

  private static List<String> redirectsInTheClear(Client client) {
    return client.metadata().redirectUris().stream().filter(Requirement::isInTheClear).toList();
  }

  private static boolean isInTheClear(String redirectUri) {
    URI uri = URI.create(redirectUri);
    return "http".equalsIgnoreCase(uri.getScheme()) && !isLoopback(uri.getHost());
  }

  private static boolean isLoopback(String host) {
    return Set.of("127.0.0.1", "[::1]", "localhost").contains(host == null ? "" : host);
  }
}
