package dev.lockspire.token;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.client.GrantTypes;
import dev.lockspire.config.Lifetimes;
import dev.lockspire.config.ResourceServers;
import dev.lockspire.config.ScopesConfig;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.minting.AccessToken;
import dev.lockspire.minting.AccessTokenContent;
import dev.lockspire.minting.AuthenticationEvent;
import dev.lockspire.minting.TokenMint;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.senderconstraint.Confirmation;
import dev.lockspire.storage.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A token for a client that acts for itself (RFC 6749 §4.4): no person, hence no refresh token and
 * no ID token. Stored in one statement.
 */
public final class ClientCredentialsGrant implements Grant {
  private final ClientTokenStore store;
  private final TokenMint mint;
  private final ScopesConfig known;
  private final Audiences audiences;
  private final Lifetimes lifetimes;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final RuleTrace trace;

  /**
   * @param known the scopes this server knows
   * @param servers the APIs a client may ask for, and whose scopes decide an audience otherwise
   */
  public ClientCredentialsGrant(
      Database database,
      TokenMint mint,
      ScopesConfig known,
      ResourceServers servers,
      Lifetimes lifetimes,
      InstantSource clock,
      Telemetry telemetry,
      RuleTrace trace) {
    this.store = new ClientTokenStore(database);
    this.mint = mint;
    this.known = known;
    this.audiences = new Audiences(servers);
    this.lifetimes = lifetimes;
    this.clock = clock;
    this.telemetry = telemetry;
    this.trace = trace;
  }

  @Override
  public String type() {
    return GrantTypes.CLIENT_CREDENTIALS;
  }

  @Override
  public TokenResponse handle(Sender sender, Call call) {
    Client client = sender.client();
    trace.require(ClientCredentialsRule.CLIENT_IS_CONFIDENTIAL, () -> confidential(client));
    Confirmation confirmation =
        trace.check(ClientCredentialsRule.SENDER_IS_CONSTRAINED, sender::confirmation);
    ClientCredentialsRequest request = ClientCredentialsRequest.of(call.form());
    List<String> scopes =
        trace.check(ClientCredentialsRule.SCOPES_ARE_THE_CLIENTS, () -> scopes(client, request));
    List<String> audience =
        trace.check(
            ClientCredentialsRule.RESOURCES_ARE_THE_CLIENTS,
            () -> audiences.ofOwnToken(client, request.resources(), scopes));
    trace.require(
        ClientCredentialsRule.AUTHORIZATION_DETAILS_ARE_NOT_ASKED,
        () -> noAuthorizationDetails(call.form()));
    AccessTokenContent content =
        new AccessTokenContent(
            client.clientId(), scopes, audience, AuthenticationEvent.none(), confirmation);
    AccessToken token =
        mint.mint(
            client,
            call.issuer(),
            content,
            clock.instant(),
            Client.lifetime(client.metadata().accessTokenLifetime(), lifetimes.accessToken()));
    store.issue(token, call.issuer().tenantId(), client.clientId(), scopes, audience);
    telemetry.emit(
        TelemetryEvent.TOKEN_ISSUED,
        Map.of(
            "client_id",
            client.clientId(),
            "grant_type",
            type(),
            "bound_to",
            confirmation.boundTo(),
            "proof_alg",
            sender.proofAlgorithm()));
    return new TokenResponse(
        token.value(),
        confirmation.tokenType(),
        token.expiresAt().getEpochSecond() - token.issuedAt().getEpochSecond(),
        scopes,
        AuthorizationDetails.none(),
        null,
        null);
  }

  private static void confidential(Client client) {
    if (client.isPublic()) {
      throw OAuthError.unauthorizedClient(
          "public_client", "A client without credentials cannot act for itself.");
    }
  }

  /** There is no person who could allow them. */
  private static void noAuthorizationDetails(Parameters form) {
    if (form.nonEmpty("authorization_details").isPresent()) {
      throw OAuthError.invalidAuthorizationDetails(
          "invalid_authorization_details",
          "A client that acts for itself cannot ask for authorization_details.");
    }
  }

  private List<String> scopes(Client client, ClientCredentialsRequest request) {
    if (request.scopes().isEmpty()) {
      return allScopes(client);
    }
    List<String> asked = request.scopes().get();
    for (String scope : asked) {
      if (!mayHave(client, scope)) {
        throw OAuthError.invalidScope(
                "scope_not_allowed", "A scope is asked for that the client may not have.")
            .comparing("asked", scope)
            .comparing("allowed", String.join(" ", client.metadata().allowedScopes()));
      }
    }
    return asked;
  }

  private List<String> allScopes(Client client) {
    List<String> all = new ArrayList<>();
    for (String scope : client.metadata().allowedScopes()) {
      if (mayHave(client, scope)) {
        all.add(scope);
      }
    }
    return all;
  }

  private boolean mayHave(Client client, String scope) {
    // Both speak of a person, and there is none.
    return !scope.equals("openid")
        && !scope.equals("offline_access")
        && known.knows(scope)
        && client.metadata().allowedScopes().contains(scope);
  }
}
