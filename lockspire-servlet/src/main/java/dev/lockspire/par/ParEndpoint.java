package dev.lockspire.par;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.http.Call;
import dev.lockspire.http.Endpoint;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.interaction.PushedRequest;
import dev.lockspire.interaction.PushedRequests;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.requestobject.RequestObjects;
import dev.lockspire.requestobject.RequestedParameters;
import dev.lockspire.senderconstraint.ProofErrors;
import dev.lockspire.senderconstraint.VerifiedProof;
import dev.lockspire.storage.StorageFailure;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /par} (RFC 9126 §2). Parameters come from the body alone. What the client proved
 * itself with is used up, and its request stored, in one statement.
 */
public final class ParEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(ParEndpoint.class);

  private final PushRules rules;
  private final PushedRequests requests;
  private final SingleUses uses;
  private final Telemetry telemetry;

  /**
   * @param examine the client behind a call, or throws {@link OAuthError}
   * @param objects opens request objects
   * @param request the rules of {@code /authorize}
   */
  public ParEndpoint(
      Function<Call, ? extends PushingClient> examine,
      RequestObjects objects,
      PushedProofs proofs,
      RequestValidation request,
      PushedRequests requests,
      SingleUses uses,
      Telemetry telemetry,
      RuleTrace trace) {
    this.rules = new PushRules(examine, objects, proofs, request, trace);
    this.requests = requests;
    this.uses = uses;
    this.telemetry = telemetry;
  }

  @Override
  public Reply handle(Call call) {
    PushingClient pushing;
    try {
      pushing = rules.client(call);
    } catch (OAuthError refused) {
      throw told(refused, "none");
    }
    String clientId = pushing.client().clientId();
    try {
      return push(call, pushing);
    } catch (OAuthError refused) {
      throw told(refused, clientId);
    }
  }

  private Reply push(Call call, PushingClient pushing) {
    PushRules.Accepted accepted = accepted(call, pushing);
    Client client = pushing.client();
    RequestedParameters asked = accepted.request();
    PushedRequest pushed = requests.refer(client.clientId(), asked.parameters(), asked.signed());
    rules.unused(
        () -> pushing.claim(id -> stored(() -> requests.store(pushed, accepted.with(id)))));
    telemetry.emit(TelemetryEvent.PUSHED_REQUEST_ACCEPTED, Map.of("client_id", client.clientId()));
    byte[] json =
        new JsonWriter(160)
            .beginObject()
            .field("request_uri", pushed.requestUri().reveal())
            .field("expires_in", pushed.lifetime().toSeconds())
            .endObject()
            .toBytes();
    return ProofErrors.withNonce(
        Reply.json(201, json), accepted.proof().flatMap(VerifiedProof::nextNonce));
  }

  /**
   * What the client proved itself with is used up by a request that is refused as well; that it was
   * used before is the graver refusal.
   */
  private PushRules.Accepted accepted(Call call, PushingClient pushing) {
    try {
      return rules.check(call, pushing.client());
    } catch (OAuthError refused) {
      pushing.claim(id -> stored(() -> uses.claim(id, Optional.empty())));
      throw refused;
    }
  }

  private static SingleUses.Fresh stored(Supplier<SingleUses.Fresh> step) {
    try {
      return step.get();
    } catch (StorageFailure e) {
      LOG.error("A pushed request could not be stored", e);
      throw OAuthError.serverError("par_store_failed", "The request could not be stored.");
    }
  }

  private OAuthError told(OAuthError refused, String clientId) {
    telemetry.emit(
        TelemetryEvent.PUSHED_REQUEST_REJECTED,
        Map.of("client_id", clientId, "reason_code", refused.reason()));
    return refused;
  }
}
