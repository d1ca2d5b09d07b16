package dev.lockspire.requestobject;

import static dev.lockspire.requestobject.RequestObjectRule.*;

import dev.lockspire.client.Client;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.keys.EncryptedJwt;
import dev.lockspire.keys.JwtClaims;
import dev.lockspire.keys.OwnDecryption;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.remotejwks.ClientSignatures;
import dev.lockspire.replay.SingleUse;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.storage.StorageFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Request objects by value (RFC 9101 §5.1): the list of rules, in order. What passes them is the
 * request, and nothing that was sent beside it counts.
 */
public final class RequestObjects {
  private static final String REQUEST = "request";

  private final EnvelopeRules envelope;
  private final ClaimRules claims;
  private final Supplier<ServerPolicy> policy;
  private final SingleUses uses;
  private final RuleTrace trace;

  /**
   * @param decryption opens what was encrypted to this server
   * @param signatures knows the keys of clients
   * @param maxAge how far in the future an object may expire
   */
  public RequestObjects(
      OwnDecryption decryption,
      ClientSignatures signatures,
      Supplier<ServerPolicy> policy,
      SingleUses uses,
      Duration maxAge,
      InstantSource clock,
      RuleTrace trace) {
    this.envelope = new EnvelopeRules(decryption, signatures);
    this.claims = new ClaimRules(maxAge, clock);
    this.policy = policy;
    this.uses = uses;
    this.trace = trace;
  }

  /** True when {@code sent} is a request object, and what else is sent may only repeat it. */
  public static boolean isSent(Parameters sent) {
    return sent.nonEmpty(REQUEST).isPresent();
  }

  /**
   * What {@code client} asks for. Whoever acts on a request object must first claim its {@link
   * RequestedParameters#use} and then ask {@link #requireNew}.
   *
   * @param sent without the credentials of the client
   * @throws OAuthError 400 when a request object was sent and breaks a rule
   * @throws StorageFailure when policy or keys have to be read and cannot
   */
  public RequestedParameters open(String issuer, Client client, Parameters sent) {
    if (!isSent(sent)) {
      return RequestedParameters.plain(sent);
    }
    SecurityProfile profile = client.profile(policy.get());
    trace.require(REFERENCE_IS_NOT_SENT_ALONG, () -> noReference(sent));
    SignedObject object = believed(sent.nonEmpty(REQUEST).orElseThrow(), client, profile);
    Optional<SingleUse.RequestObjectId> use = holds(object, issuer, client, profile);
    Parameters parameters =
        trace.check(
            OBJECT_PARAMETERS_HAVE_THEIR_TYPES, () -> ParameterRules.projected(object.members()));
    trace.require(
        OUTER_PARAMETERS_AGREE, () -> ParameterRules.agree(sent, parameters, object.members()));
    return new RequestedParameters(parameters, true, use);
  }

  /**
   * As {@link #open}, and uses the object up.
   *
   * @throws OAuthError 503 when it cannot be known whether it was used before
   */
  public RequestedParameters openOnce(String issuer, Client client, Parameters sent) {
    RequestedParameters requested = open(issuer, client, sent);
    requested.use().ifPresent(use -> requireNew(claimed(use)));
    return requested;
  }

  /**
   * The last rule, once {@link RequestedParameters#use} has been claimed.
   *
   * @param fresh false when somebody had claimed it before
   * @throws OAuthError then
   */
  public void requireNew(boolean fresh) {
    trace.require(
        OBJECT_IS_NEW,
        () -> {
          if (!fresh) {
            throw refused(
                "request_object_replayed", "The request object was used before; make a new one.");
          }
        });
  }

  private boolean claimed(SingleUse.RequestObjectId use) {
    try {
      return uses.claim(use);
    } catch (StorageFailure e) {
      throw OAuthError.of(
          503,
          "temporarily_unavailable",
          "request_object_replay_store_failed",
          "The server cannot tell just now whether the request object was used before.");
    }
  }

  private static void noReference(Parameters sent) {
    if (sent.nonEmpty("request_uri").isPresent()) {
      throw OAuthError.invalidRequest(
          "request_object_and_request_uri_conflict",
          "Only one of request and request_uri can be sent.");
    }
  }

  /** The object out of its envelope: it is the client's. */
  private SignedObject believed(String sent, Client client, SecurityProfile profile) {
    String jwt = EncryptedJwt.looksLikeOne(sent) ? decrypted(sent, client, profile) : sent;
    trace.require(CLIENT_HAS_KEYS, () -> envelope.hasKeys(client));
    SignedObject object = trace.check(OBJECT_IS_A_SIGNED_JWT, () -> envelope.jwt(jwt));
    trace.require(OBJECT_ALGORITHM_IS_ALLOWED, () -> envelope.algorithm(object, client, profile));
    trace.require(OBJECT_IS_SIGNED_BY_THE_CLIENT, () -> envelope.signature(object, client));
    trace.require(OBJECT_TYPE_IS_RIGHT, () -> envelope.type(object));
    return object;
  }

  private String decrypted(String sent, Client client, SecurityProfile profile) {
    EnvelopeRules.Sealed sealed =
        trace.check(OBJECT_ENCRYPTION_IS_ALLOWED, () -> envelope.encryption(sent, client, profile));
    return trace.check(OBJECT_IS_DECRYPTED, () -> envelope.decrypted(sealed));
  }

  /** It is meant for us, now. */
  private Optional<SingleUse.RequestObjectId> holds(
      SignedObject object, String issuer, Client client, SecurityProfile profile) {
    JwtClaims claimed = object.claims();
    trace.require(OBJECT_ISSUER_IS_THE_CLIENT, () -> claims.issuer(claimed, client));
    trace.require(OBJECT_NAMES_THE_CLIENT, () -> claims.client(claimed, client));
    trace.require(OBJECT_HOLDS_NO_OTHER, () -> claims.noOther(object));
    trace.require(OBJECT_IS_NO_ASSERTION, () -> claims.noAssertion(claimed, client));
    trace.require(OBJECT_AUDIENCE_IS_THIS_SERVER, () -> claims.audience(claimed, issuer));
    Instant expiry = trace.check(OBJECT_HAS_NOT_EXPIRED, () -> claims.expiry(claimed));
    trace.require(OBJECT_EXPIRES_SOON, () -> claims.expiresSoon(expiry));
    trace.require(OBJECT_HOLDS_ALREADY, () -> claims.holdsAlready(claimed, profile));
    trace.require(OBJECT_IS_RECENT, () -> claims.recent(claimed, expiry, profile));
    return trace.check(
        OBJECT_IDENTIFIER_IS_PRESENT, () -> claims.identifier(claimed, expiry, client, profile));
  }

  static OAuthError refused(String reason, String description) {
    return OAuthError.of(400, "invalid_request_object", reason, description);
  }
}
