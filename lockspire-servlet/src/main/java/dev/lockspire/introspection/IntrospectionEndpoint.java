package dev.lockspire.introspection;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.clientauth.SentOnce;
import dev.lockspire.config.IntrospectionConfig;
import dev.lockspire.http.Call;
import dev.lockspire.http.Endpoint;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.minting.ProtectedJwts;
import dev.lockspire.minting.PairwiseSubjects;
import dev.lockspire.minting.StoredToken;
import dev.lockspire.minting.TokenLookup;
import dev.lockspire.policy.ServerPolicy;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code POST /introspect} (RFC 7662), answered in JSON or as a JWT (RFC 9701). Parameters come
 * from the body alone. {@code token_type_hint} needs no attention: one look-up finds every kind of
 * token.
 */
public final class IntrospectionEndpoint implements Endpoint {
  private final Function<Call, Client> authenticate;
  private final Function<String, Optional<Client>> clients;
  private final TokenLookup tokens;
  private final PairwiseSubjects subjects;
  private final IntrospectionResponse response;
  private final ResponseForms forms;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final RuleTrace trace;

  /**
   * @param authenticate the client behind a call, or throws {@link OAuthError}
   * @param clients a client by its id, from memory
   * @param policy what operators decided, from memory
   * @param jwts makes answers that are signed
   */
  public IntrospectionEndpoint(
      Function<Call, Client> authenticate,
      Function<String, Optional<Client>> clients,
      Supplier<ServerPolicy> policy,
      TokenLookup tokens,
      ProtectedJwts jwts,
      PairwiseSubjects subjects,
      IntrospectionConfig config,
      InstantSource clock,
      Telemetry telemetry,
      RuleTrace trace) {
    this.authenticate = authenticate;
    this.clients = clients;
    this.tokens = tokens;
    this.subjects = subjects;
    this.response = new IntrospectionResponse(config.tokenTypeStyle());
    this.forms = new ResponseForms(jwts, policy, clock, trace);
    this.clock = clock;
    this.telemetry = telemetry;
    this.trace = trace;
  }

  @Override
  public Reply handle(Call call) {
    try {
      trace.require(
          IntrospectionRule.PARAMETERS_ARE_NOT_REPEATED,
          () -> SentOnce.check(call.form(), Set.of()));
      String token = trace.check(IntrospectionRule.TOKEN_IS_PRESENT, () -> token(call));
      Client caller =
          trace.check(IntrospectionRule.CALLER_IS_AUTHENTICATED, () -> authenticate.apply(call));
      return answer(call, caller, token);
    } catch (OAuthError refused) {
      telemetry.emit(TelemetryEvent.INTROSPECTION_FAILED, Map.of("reason_code", refused.reason()));
      throw refused;
    }
  }

  /** From here on everything depends on {@code Accept}, refusals too. */
  private Reply answer(Call call, Client caller, String token) {
    try {
      ResponseForm form = forms.choose(call, caller);
      return form.of(introspect(call, caller, token, form)).withHeader("Vary", "Accept");
    } catch (OAuthError refused) {
      throw refused.withHeader("Vary", "Accept");
    }
  }

  private static String token(Call call) {
    return call.form()
        .trimmed("token")
        .orElseThrow(() -> OAuthError.invalidRequest("missing_token", "token is missing."));
  }

  private byte[] introspect(Call call, Client caller, String presented, ResponseForm form) {
    Optional<StoredToken> token = tokens.find(presented);
    Optional<Client> owner = token.map(StoredToken::clientId).flatMap(clients);
    String reason =
        token.map(found -> inactiveBecause(caller, found, owner)).orElse("token_not_found");
    boolean active = reason.isEmpty();
    telemetry.emit(
        TelemetryEvent.TOKEN_INTROSPECTED,
        Map.of(
            "client_id",
            caller.clientId(),
            "active",
            Boolean.toString(active),
            "answered_as",
            form.name(),
            "reason_code",
            reason));
    return active
        ? response.active(
            token.orElseThrow(),
            subjects.of(owner.orElseThrow(), token.orElseThrow()),
            call.issuer())
        : IntrospectionResponse.inactive();
  }

  /** The reason code of the first rule that does not hold; empty when the token is active. */
  private String inactiveBecause(Client caller, StoredToken token, Optional<Client> owner) {
    boolean enabled = owner.map(Client::active).orElse(false);
    IntrospectionQuery query = new IntrospectionQuery(caller, token, enabled, clock.instant());
    for (ActivityRule rule : ActivityRule.values()) {
      if (!trace.check(rule, () -> rule.holds(query))) {
        return rule.reason();
      }
    }
    return "";
  }
}
