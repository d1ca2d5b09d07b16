package dev.lockspire.faces.admin.faces;

import jakarta.faces.FactoryFinder;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import jakarta.faces.lifecycle.Lifecycle;
import jakarta.faces.lifecycle.LifecycleFactory;
import java.util.Map;
import org.primefaces.csp.CspPhaseListener;

/**
 * Makes PrimeFaces read the host's policy settings before the first page of the console. It keeps
 * the first it meets for the whole application; were those the console's, the host's pages would
 * get them.
 */
final class HostSettings {
  private static final String READ = HostSettings.class.getName();
  private static final String AS_HOST = READ + ".as-host";

  private HostSettings() {}

  /** Whether this request sees the application as the host does, for a moment. */
  static boolean areWanted(Map<String, Object> requestAttributes) {
    return requestAttributes.containsKey(AS_HOST);
  }

  /** Once per application; the caller has said before that the policy is sent already. */
  static void read(FacesContext context) {
    if (context.getExternalContext().getApplicationMap().putIfAbsent(READ, true) != null) {
      return;
    }
    LifecycleFactory lifecycles =
        (LifecycleFactory) FactoryFinder.getFactory(FactoryFinder.LIFECYCLE_FACTORY);
    Lifecycle lifecycle = lifecycles.getLifecycle(LifecycleFactory.DEFAULT_LIFECYCLE);
    Map<String, Object> attributes = context.getExternalContext().getRequestMap();
    attributes.put(AS_HOST, true);
    try {
      for (PhaseListener listener : lifecycle.getPhaseListeners()) {
        if (listener instanceof CspPhaseListener policy) {
          policy.beforePhase(new PhaseEvent(context, PhaseId.RENDER_RESPONSE, lifecycle));
        }
      }
    } finally {
      attributes.remove(AS_HOST);
    }
  }
}
