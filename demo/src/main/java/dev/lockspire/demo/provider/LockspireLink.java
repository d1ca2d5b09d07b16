package dev.lockspire.demo.provider;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.Lockspire;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.demo.api.SignatureCheck;
import dev.lockspire.interaction.AuthorizedApps.AuthorizedApp;
import dev.lockspire.policy.PolicyUpdate;
import dev.lockspire.policy.ServerPolicyDocument;
import dev.lockspire.policy.SigningAlgorithm;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Billingo's calls into Lockspire's Java API. Lockspire is asked for late: it may start later. */
public final class LockspireLink implements Consents, SignatureCheck {
  private static final Actor BILLINGO = new Actor(Actor.Type.HOST_APP, "billingo", "Billingo");

  private final ServletContext context;

  public LockspireLink(ServletContext context) {
    this.context = context;
  }

  @Override
  public List<ConnectedApp> of(String subject) {
    return lockspire().authorizedApps().listForSubject(subject).stream()
        .map(LockspireLink::describe)
        .toList();
  }

  private static ConnectedApp describe(AuthorizedApp app) {
    return new ConnectedApp(
        Long.toString(app.grantId()),
        app.clientId(),
        app.clientName(),
        app.scopes(),
        app.grantedAt(),
        app.remembered(),
        app.isActive());
  }

  @Override
  public void revoke(String grant, String subject) {
    // What is not a number names no grant, so there is nothing to end.
    if (grant.matches("[0-9]{1,18}")) {
      lockspire().authorizedApps().disconnect(subject, Long.parseLong(grant));
    }
  }

  @Override
  public Optional<Map<String, Object>> claims(String jwt) {
    return lockspire().verifier().verify(jwt, EnumSet.allOf(SigningAlgorithm.class));
  }

  void upsert(Map<String, Object> client) {
    ClientRegistration.Result result = lockspire().clients().upsert(client, BILLINGO);
    if (result instanceof ClientRegistration.Invalid invalid) {
      throw new IllegalArgumentException(
          "The client " + client.get("client_id") + " is not valid: " + invalid.errors());
    }
  }

  void set(Map<String, Object> policy) {
    ServerPolicyDocument document =
        ServerPolicyDocument.parse(JSONObjectUtils.toJSONString(policy));
    PolicyUpdate update = lockspire().policies().update(document::applyTo, BILLINGO);
    if (update instanceof PolicyUpdate.NotReady refused) {
      throw new IllegalArgumentException("The policy is refused: " + refused.readiness());
    }
  }

  private Lockspire lockspire() {
    return Lockspire.of(context);
  }
}
