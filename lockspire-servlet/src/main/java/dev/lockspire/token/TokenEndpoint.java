package dev.lockspire.token;

import dev.lockspire.client.Client;
import dev.lockspire.http.Call;
import dev.lockspire.http.Endpoint;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.senderconstraint.ProofErrors;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST /token} (RFC 6749 §3.2): finds the grant, has the sender identified and lets the
 * grant decide. Parameters come from the body alone; the query string is not looked at.
 */
public final class TokenEndpoint implements Endpoint {
  private static final String FORM = "application/x-www-form-urlencoded";

  /** RFC 8707 §2 and RFC 8693 §2.1 let these two repeat. */
  private static final Set<String> REPEATABLE = Set.of("resource", "audience");

  private final Map<String, Grant> grants;
  private final FapiBoundary boundary;
  private final Senders senders;
  private final RuleTrace trace;

  /**
   * @param grants what is offered, in the order in which the metadata names them
   * @param boundary asked before anything is authenticated
   * @param senders finds out who calls
   */
  public TokenEndpoint(
      Collection<? extends Grant> grants, FapiBoundary boundary, Senders senders, RuleTrace trace) {
    Map<String, Grant> byType = new LinkedHashMap<>();
    grants.forEach(grant -> byType.put(grant.type(), grant));
    this.grants = byType;
    this.boundary = boundary;
    this.senders = senders;
    this.trace = trace;
  }

  /** {@code grant_types_supported}. */
  public Set<String> grantTypes() {
    return java.util.Collections.unmodifiableSet(grants.keySet());
  }

  @Override
  public Reply handle(Call call) {
    trace.require(EndpointRule.BODY_IS_A_FORM, () -> bodyIsAForm(call));
    trace.require(EndpointRule.PARAMETERS_ARE_NOT_REPEATED, () -> notRepeated(call.form()));
    trace.require(EndpointRule.PROOF_IS_SENT_WHERE_FAPI_HOLDS, () -> boundary.requireProof(call));
    String type = trace.check(EndpointRule.GRANT_TYPE_IS_PRESENT, () -> grantType(call.form()));
    // Before client authentication: what is offered is no secret, and needs no credentials.
    Grant grant = trace.check(EndpointRule.GRANT_TYPE_IS_SUPPORTED, () -> supported(type));
    Sender sender = senders.identify(call);
    trace.require(EndpointRule.GRANT_IS_ALLOWED_FOR_CLIENT, () -> allowed(sender.client(), type));
    return ProofErrors.withNonce(grant.handle(sender, call).toReply(), sender.nextNonce());
  }

  private static void bodyIsAForm(Call call) {
    String mediaType = call.headers().mediaType();
    // No body at all has no media type; it then fails for want of parameters.
    if (!mediaType.isEmpty() && !mediaType.equals(FORM)) {
      throw OAuthError.of(
          415, "invalid_request", "unsupported_media_type", "The body must be a form: " + FORM);
    }
  }

  private static void notRepeated(Parameters form) {
    for (String name : form.repeated()) {
      if (!REPEATABLE.contains(name)) {
        throw OAuthError.invalidRequest("repeated_parameter", "A parameter was sent twice.");
      }
    }
  }

  private static String grantType(Parameters form) {
    return form.trimmed("grant_type")
        .orElseThrow(
            () -> OAuthError.invalidRequest("missing_grant_type", "grant_type is missing."));
  }

  private Grant supported(String type) {
    Grant grant = grants.get(type);
    if (grant == null) {
      throw OAuthError.of(
              400,
              "unsupported_grant_type",
              "unsupported_grant_type",
              "This grant type is not supported.")
          .comparing("asked", type)
          .comparing("supported", String.join(" ", grants.keySet()));
    }
    return grant;
  }

  private static void allowed(Client client, String type) {
    if (!client.mayUseGrant(type)) {
      throw OAuthError.unauthorizedClient(
              "grant_not_allowed", "The client may not use this grant type.")
          .comparing("asked", type)
          .comparing("allowed", String.join(" ", client.metadata().allowedGrantTypes()));
    }
  }
}
