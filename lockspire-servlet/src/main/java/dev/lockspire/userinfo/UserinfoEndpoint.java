package dev.lockspire.userinfo;

import dev.lockspire.client.Client;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.http.Call;
import dev.lockspire.http.Endpoint;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.minting.AccountClaims;
import dev.lockspire.minting.AccountClaims.Person;
import dev.lockspire.minting.StoredToken;
import dev.lockspire.minting.TokenLookup;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.storage.StorageFailure;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code GET} and {@code POST /userinfo} (OpenID Connect Core §5.3), readable from scripts of any
 * origin: possession of the token is the only credential, so there is nothing a foreign page could
 * abuse.
 */
public final class UserinfoEndpoint implements Endpoint {
  private static final String OPENID = "openid";

  private final TokenLookup tokens;
  private final Function<String, Optional<Client>> clients;
  private final Supplier<ServerPolicy> policy;
  private final Possession possession;
  private final AccountClaims accounts;
  private final UserinfoResponse response;
  private final InstantSource clock;
  private final RuleTrace trace;

  /**
   * @param clients a client by its id, from memory
   * @param policy what operators decided, from memory
   * @param possession lets bound tokens through
   * @param response how claims are answered
   */
  public UserinfoEndpoint(
      TokenLookup tokens,
      Function<String, Optional<Client>> clients,
      Supplier<ServerPolicy> policy,
      Possession possession,
      AccountClaims accounts,
      UserinfoResponse response,
      InstantSource clock,
      RuleTrace trace) {
    this.tokens = tokens;
    this.clients = clients;
    this.policy = policy;
    this.possession = possession;
    this.accounts = accounts;
    this.response = response;
    this.clock = clock;
    this.trace = trace;
  }

  @Override
  public Reply handle(Call call) {
    if (call.method().equals("OPTIONS")) {
      return CrossOrigin.preflight();
    }
    try {
      return CrossOrigin.readable(answer(call));
    } catch (OAuthError refused) {
      throw CrossOrigin.readable(refused);
    }
  }

  private Reply answer(Call call) {
    ServerPolicy server = trace.check(UserinfoRule.POLICY_IS_READABLE, this::readable);
    trace.require(UserinfoRule.TOKEN_IS_SENT_ONE_WAY, () -> PresentedToken.requireOneWay(call));
    PresentedToken presented =
        trace.check(UserinfoRule.TOKEN_IS_PRESENT, () -> PresentedToken.of(call));
    StoredToken token = trace.check(UserinfoRule.TOKEN_IS_LIVE, () -> live(presented));
    Client client = trace.check(UserinfoRule.CLIENT_IS_ENABLED, () -> enabledClient(token));
    Optional<String> nonce = possession.require(call, presented, token, client.profile(server));
    trace.require(
        UserinfoRule.OPENID_IS_GRANTED,
        () -> {
          if (!token.scopes().contains(OPENID)) {
            throw Challenge.insufficientScope(OPENID);
          }
        });
    Person person = trace.check(UserinfoRule.ACCOUNT_EXISTS, () -> person(token));
    Reply reply = response.of(client, call.issuer(), person, token);
    return nonce.map(next -> reply.withHeader(Challenge.NONCE, next)).orElse(reply);
  }

  private StoredToken live(PresentedToken presented) {
    return tokens
        .find(presented.value())
        .filter(token -> token.isAccessToken() && token.isLive(clock.instant()))
        .orElseThrow(() -> Challenge.invalidToken("invalid_access_token"));
  }

  private Client enabledClient(StoredToken token) {
    return clients
        .apply(token.clientId())
        .filter(Client::active)
        .orElseThrow(() -> Challenge.invalidToken("client_disabled"));
  }

  private ServerPolicy readable() {
    try {
      return policy.get();
    } catch (StorageFailure unreadable) {
      throw OAuthError.of(
          503,
          "server_error",
          "security_profile_unavailable",
          "The server cannot read its policy just now.");
    }
  }

  private Person person(StoredToken token) {
    if (token.accountId() == null) {
      throw Challenge.invalidToken("token_without_account");
    }
    ClaimsContext context =
        new ClaimsContext(
            ClaimsContext.Purpose.USERINFO, token.clientId(), Set.copyOf(token.scopes()));
    return accounts
        .resolve(token.accountId(), context)
        .orElseThrow(() -> Challenge.invalidToken("account_not_found"));
  }
}
