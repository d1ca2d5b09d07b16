package dev.lockspire.faces.admin.faces;

import dev.lockspire.faces.admin.web.ConsoleRequest;
import jakarta.faces.context.FacesContext;
import jakarta.faces.render.ResponseStateManager;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps the state of the console's views in the session even where the host sends that of its own
 * views to the browser: what the browser gets in its place is a name for it.
 */
final class SessionViewState extends ResponseStateManager {
  private static final String NAME = SessionViewState.class.getName();

  private final ResponseStateManager wrapped;

  SessionViewState(ResponseStateManager wrapped) {
    this.wrapped = wrapped;
  }

  @Override
  public void writeState(FacesContext context, Object state) throws IOException {
    wrapped.writeState(context, isOurs(context) ? named(context, state) : state);
  }

  @Override
  public String getViewState(FacesContext context, Object state) {
    return wrapped.getViewState(context, isOurs(context) ? named(context, state) : state);
  }

  @Override
  public Object getState(FacesContext context, String viewId) {
    Object state = wrapped.getState(context, viewId);
    return isOurs(context) ? kept(context, state).orElse(null) : state;
  }

  @Override
  public boolean isPostback(FacesContext context) {
    return wrapped.isPostback(context);
  }

  @Override
  public boolean isStateless(FacesContext context, String viewId) {
    return wrapped.isStateless(context, viewId);
  }

  @Override
  public String getCryptographicallyStrongTokenFromSession(FacesContext context) {
    return wrapped.getCryptographicallyStrongTokenFromSession(context);
  }

  private static boolean isOurs(FacesContext context) {
    return ConsoleRequest.of(context.getExternalContext().getRequestMap()).isPresent()
        && context.getApplication().getStateManager().isSavingStateInClient(context);
  }

  /** A page has several forms: one name serves them all. In the pair that Faces has for a state. */
  private static Object named(FacesContext context, Object state) {
    String name =
        (String) context.getAttributes().computeIfAbsent(NAME, key -> UUID.randomUUID().toString());
    KeptViews.of(context.getExternalContext()).keep(name, state);
    return new Object[] {null, name};
  }

  private static Optional<Object> kept(FacesContext context, Object state) {
    return state instanceof Object[] pair && pair.length == 2 && pair[1] instanceof String name
        ? KeptViews.of(context.getExternalContext()).find(name)
        : Optional.empty();
  }
}
