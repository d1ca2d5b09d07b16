package dev.lockspire.demo.provider;

import dev.lockspire.Lockspire;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.demo.Settings;
import dev.lockspire.policy.PolicyDocumentRefused;
import dev.lockspire.policy.PolicyUpdate;
import dev.lockspire.policy.ServerPolicyDocument;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts clients and policy in place, the same at every start. A servlet without a path, because
 * servlets that load on start-up come after every listener, Lockspire's included.
 */
public final class Seeding extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Seeding.class);
  private static final Actor DEMO = new Actor(Actor.Type.HOST_APP, "billingo", "Billingo demo");

  private final transient Settings settings;

  public Seeding(Settings settings) {
    this.settings = settings;
  }

  /**
   * @throws ServletException that stops the deployment when a given file cannot be applied
   */
  @Override
  public void init() throws ServletException {
    Lockspire lockspire = Lockspire.of(getServletContext());
    try {
      // Policy first: what a client may be depends on it.
      settings.policy().map(JsonFile::text).ifPresent(json -> set(lockspire, json));
      for (Map<String, Object> client : Seeds.clients(settings.baseUrl())) {
        // Under a strict server policy some of these may not exist; the rest still should.
        upsert(lockspire, client).ifPresent(LOG::warn);
      }
      for (Map<String, Object> client :
          settings.clients().map(JsonFile::objects).orElse(List.of())) {
        Optional<String> problem = upsert(lockspire, client);
        if (problem.isPresent()) {
          throw new IllegalArgumentException(settings.clients().get() + ": " + problem.get());
        }
      }
    } catch (IllegalArgumentException | PolicyDocumentRefused refused) {
      throw new ServletException(refused.getMessage(), refused);
    }
  }

  private static void set(Lockspire lockspire, String json) {
    ServerPolicyDocument document = ServerPolicyDocument.parse(json);
    if (lockspire.policies().update(document::applyTo, DEMO) instanceof PolicyUpdate.NotReady no) {
      throw new IllegalArgumentException("the policy cannot hold: " + no.readiness());
    }
  }

  private static Optional<String> upsert(Lockspire lockspire, Map<String, Object> client) {
    ClientRegistration.Result result = lockspire.clients().upsert(client, DEMO);
    return result instanceof ClientRegistration.Done
        ? Optional.empty()
        : Optional.of("client " + client.get("client_id") + " was not registered: " + why(result));
  }

  private static String why(ClientRegistration.Result result) {
    return result instanceof ClientRegistration.Invalid invalid
        ? invalid.errors().toString()
        : result.getClass().getSimpleName();
  }
}
