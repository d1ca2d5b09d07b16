package dev.lockspire.demo.provider;

import dev.lockspire.demo.api.SignatureCheck;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Billingo's calls into Lockspire's Java API. Lockspire is asked for late: it may start later. */
public final class LockspireLink implements Consents, SignatureCheck {
  private final ServletContext context;

  public LockspireLink(ServletContext context) {
    this.context = context;
  }

  @Override
  public List<ConnectedApp> of(String subject) {
    return List.of();
  }

  @Override
  public void revoke(String grant, String subject) {
    context.log("nothing to revoke");
  }

  @Override
  public Optional<Map<String, Object>> claims(String jwt) {
    return Optional.empty();
  }

  void upsert(Map<String, Object> client) {
    context.log("would upsert " + client.get("client_id"));
  }

  void set(Map<String, Object> policy) {
    context.log("would set " + policy.keySet());
  }
}
