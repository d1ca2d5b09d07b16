package dev.lockspire.introspection;

import dev.lockspire.client.Client;
import dev.lockspire.client.ProtectedResponse;
import dev.lockspire.http.AcceptHeader;
import dev.lockspire.http.Call;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.minting.ProtectedJwts;
import dev.lockspire.policy.ServerPolicy;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Chooses the form of an answer by the caller's {@code Accept} (RFC 9701 §4) and by what it
 * registered.
 */
final class ResponseForms {
  static final String MEDIA_TYPE = "application/token-introspection+jwt";
  private static final String TYPE = "token-introspection+jwt";

  private final ProtectedJwts jwts;
  private final Supplier<ServerPolicy> policy;
  private final InstantSource clock;
  private final RuleTrace trace;

  ResponseForms(
      ProtectedJwts jwts, Supplier<ServerPolicy> policy, InstantSource clock, RuleTrace trace) {
    this.jwts = jwts;
    this.policy = policy;
    this.clock = clock;
    this.trace = trace;
  }

  /**
   * The form of what {@code caller} is answered. The keys of a JWT are found here, before the token
   * is looked at.
   *
   * @throws OAuthError 400 {@code invalid_request} when the caller has to ask for a JWT and does
   *     not, 500 {@code server_error} when it cannot be signed or encrypted
   */
  ResponseForm choose(Call call, Client caller) {
    boolean jwt = AcceptHeader.names(call.headers(), MEDIA_TYPE);
    trace.require(
        IntrospectionRule.SIGNED_FORM_IS_ACCEPTED,
        () -> {
          if (!jwt && caller.requiresSignedIntrospection(policy.get())) {
            throw refused("signed_introspection_required");
          }
        });
    trace.require(
        IntrospectionRule.ENCRYPTED_FORM_IS_ACCEPTED,
        () -> {
          // Who wants it encrypted must not get it in clear because a header was lost on the way.
          if (!jwt && isEncrypted(caller)) {
            throw refused("encrypted_introspection_required");
          }
        });
    return jwt ? signed(call, caller) : ResponseForm.JSON;
  }

  private static boolean isEncrypted(Client caller) {
    return caller.protection(ProtectedResponse.INTROSPECTION).encryption().isPresent();
  }

  private ResponseForm signed(Call call, Client caller) {
    ProtectedJwts.Prepared jwt = jwts.prepare(caller, ProtectedResponse.INTROSPECTION);
    return new ResponseForm(
        "jwt",
        said ->
            Reply.uncached(
                200,
                MEDIA_TYPE,
                jwt.make(TYPE, claims(call, caller, said)).getBytes(StandardCharsets.US_ASCII)));
  }

  /** RFC 9701 §5: these and no others, so that it cannot be mistaken for the token itself. */
  private byte[] claims(Call call, Client caller, byte[] said) {
    return new JsonWriter(said.length + 256)
        .beginObject()
        .field("iss", call.issuer().value())
        .field("aud", caller.clientId())
        .field("iat", clock.instant().getEpochSecond())
        .json("token_introspection", said)
        .endObject()
        .toBytes();
  }

  private static OAuthError refused(String reason) {
    return OAuthError.invalidRequest(
        reason,
        "This client is answered in signed form only: Accept must name " + MEDIA_TYPE + ".");
  }
}
