package dev.lockspire.faces.admin.faces;

import jakarta.faces.context.FacesContext;
import jakarta.faces.render.RenderKit;
import jakarta.faces.render.RenderKitFactory;
import jakarta.faces.render.RenderKitWrapper;
import jakarta.faces.render.ResponseStateManager;
import java.util.Iterator;

/** Puts {@link SessionViewState} before what keeps the state of views. */
public final class ConsoleRenderKitFactory extends RenderKitFactory {

  public ConsoleRenderKitFactory(RenderKitFactory wrapped) {
    super(wrapped);
  }

  @Override
  public void addRenderKit(String id, RenderKit kit) {
    getWrapped().addRenderKit(id, kit);
  }

  @Override
  public RenderKit getRenderKit(FacesContext context, String id) {
    RenderKit kit = getWrapped().getRenderKit(context, id);
    return kit == null ? null : new ConsoleRenderKit(kit);
  }

  @Override
  public Iterator<String> getRenderKitIds() {
    return getWrapped().getRenderKitIds();
  }

  private static final class ConsoleRenderKit extends RenderKitWrapper {

    ConsoleRenderKit(RenderKit wrapped) {
      super(wrapped);
    }

    @Override
    public ResponseStateManager getResponseStateManager() {
      ResponseStateManager states = super.getResponseStateManager();
      return states == null ? null : new SessionViewState(states);
    }
  }
}
