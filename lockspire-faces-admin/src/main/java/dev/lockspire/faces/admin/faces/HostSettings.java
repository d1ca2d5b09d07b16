package dev.lockspire.faces.admin.faces;

import jakarta.faces.FactoryFinder;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import jakarta.faces.event.SystemEvent;
import jakarta.faces.event.SystemEventListener;
import jakarta.faces.lifecycle.Lifecycle;
import jakarta.faces.lifecycle.LifecycleFactory;
import org.primefaces.context.PrimeFacesContext;
import org.primefaces.csp.CspPhaseListener;

/**
 * Makes PrimeFaces read the host's policy settings when the application starts. It keeps the first
 * it meets for the whole application; were that a request of the console, the host's pages would
 * get the console's.
 */
public final class HostSettings implements SystemEventListener {

  @Override
  public boolean isListenerForSource(Object source) {
    return true;
  }

  @Override
  public void processEvent(SystemEvent event) {
    FacesContext context = event.getFacesContext();
    LifecycleFactory lifecycles =
        (LifecycleFactory) FactoryFinder.getFactory(FactoryFinder.LIFECYCLE_FACTORY);
    Lifecycle lifecycle = lifecycles.getLifecycle(LifecycleFactory.DEFAULT_LIFECYCLE);
    for (PhaseListener listener : lifecycle.getPhaseListeners()) {
      if (listener instanceof CspPhaseListener policy) {
        // Said to be done, so that it only reads.
        PrimeFacesContext.getCspState(context).setInitialized(true);
        policy.beforePhase(new PhaseEvent(context, PhaseId.RENDER_RESPONSE, lifecycle));
      }
    }
  }
}
