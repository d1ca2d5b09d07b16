package dev.lockspire.authorize;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.client.Client;
import dev.lockspire.client.Clients;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.HostSite;
import dev.lockspire.http.Endpoint;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.interaction.Authorizations;
import dev.lockspire.interaction.BrowserSessions;
import dev.lockspire.interaction.Prompt;
import dev.lockspire.interaction.PushedRequests;
import dev.lockspire.keys.JwtVerifier;
import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.minting.JarmMint;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.rar.DetailApproval;
import dev.lockspire.requestobject.RequestObjects;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Puts the authorization surface together: its rules, response modes, pages and metadata. */
public final class AuthorizationSurface {
  private final AuthorizationRules rules;
  private final AuthorizeEndpoint authorize;
  private final InteractionEndpoints interactions;
  private final MetadataContributor metadata;
  private final RuleTrace trace;

  /**
   * What the surface is told by configuration.
   *
   * @param knownScopes the scope vocabulary
   * @param knownResources identifiers of the resource servers
   * @param offeredPrompts what the host can do
   */
  public record Vocabulary(
      Set<String> knownScopes, Set<String> knownResources, Set<Prompt> offeredPrompts) {
    public Vocabulary {
      knownScopes = Set.copyOf(knownScopes);
      knownResources = Set.copyOf(knownResources);
      offeredPrompts = Set.copyOf(offeredPrompts);
    }
  }

  public AuthorizationSurface(
      Clients clients,
      Supplier<ServerPolicy> policy,
      JwtVerifier verifier,
      RequestObjects objects,
      Authorizations authorizations,
      PushedRequests pushed,
      BrowserSessions browsers,
      HostSite host,
      DetailApproval details,
      JarmMint jarm,
      Telemetry telemetry,
      RandomSource random,
      Vocabulary vocabulary,
      RuleTrace trace) {
    ResponseModes modes = new ResponseModes(random, jarm);
    OutcomeReply outcomes = new OutcomeReply(modes, new ConsentPage(host, random), random, trace);
    OAuthParameterRules oauth =
        new OAuthParameterRules(vocabulary.knownScopes(), vocabulary.knownResources());
    this.rules =
        new AuthorizationRules(
            new ClientRules(clients),
            new ReferenceRules(pushed),
            oauth,
            new OpenIdParameterRules(vocabulary.offeredPrompts(), verifier),
            new ObjectRules(objects, oauth),
            details,
            policy,
            new ResponseRules(modes),
            random,
            telemetry);
    this.authorize =
        new AuthorizeEndpoint(rules, authorizations, browsers, modes, outcomes, telemetry, trace);
    this.interactions =
        new InteractionEndpoints(
            authorizations,
            browsers,
            clients,
            policy,
            modes,
            outcomes,
            details,
            telemetry,
            random,
            trace);
    this.trace = trace;
    MetadataContributor endpoint =
        document ->
            document
                .endpoint("authorization_endpoint", "/authorize")
                .add("response_types_supported", List.of("code"))
                .add("response_modes_supported", modes.names())
                .add("grant_types_supported", List.of("authorization_code"))
                .add("code_challenge_methods_supported", List.of("S256"))
                .add(
                    "prompt_values_supported",
                    vocabulary.offeredPrompts().stream().map(Prompt::wireName).sorted().toList())
                .put("authorization_response_iss_parameter_supported", true)
                .put("claims_parameter_supported", true)
                .put("resource_indicators_supported", true);
    MetadataContributor requestObjects = new RequestObjectDiscovery();
    this.metadata =
        document -> {
          endpoint.contribute(document);
          requestObjects.contribute(document);
        };
  }

  public Endpoint authorize() {
    return authorize;
  }

  /**
   * Judges a request that {@code client} pushes by the same rules (RFC 9126 §2.1).
   *
   * @param signed whether a request object says it
   * @throws OAuthError for the client itself, with the code that its redirect URI would have got
   */
  public void checkPushed(String issuer, Client client, Parameters asked, boolean signed) {
    try {
      rules.checkPushed(issuer, client, asked, signed, trace);
    } catch (Refused page) {
      throw ((AuthorizationOutcome.PageError) page.outcome()).error();
    }
  }

  public Endpoint resume() {
    return interactions::resume;
  }

  public Endpoint consent() {
    return interactions::consent;
  }

  public Endpoint switchAccount() {
    return interactions::switchAccount;
  }

  public Endpoint complete() {
    return interactions::complete;
  }

  public MetadataContributor metadata() {
    return document -> {
      metadata.contribute(document);
      new JarmMetadata().contribute(document);
    };
  }
}
