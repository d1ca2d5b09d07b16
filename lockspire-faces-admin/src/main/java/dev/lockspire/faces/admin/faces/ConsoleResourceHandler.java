package dev.lockspire.faces.admin.faces;

import dev.lockspire.faces.admin.web.ConsoleRequest;
import dev.lockspire.faces.admin.web.ConsoleServlet;
import jakarta.faces.application.ResourceHandler;
import jakarta.faces.application.ResourceHandlerWrapper;
import jakarta.faces.application.ViewResource;
import jakarta.faces.context.FacesContext;
import java.net.URL;

/**
 * Finds the console's pages in the class path, for the console's requests only: no other mapping of
 * Faces can ever show them.
 */
public final class ConsoleResourceHandler extends ResourceHandlerWrapper {

  public ConsoleResourceHandler(ResourceHandler wrapped) {
    super(wrapped);
  }

  @Override
  public ViewResource createViewResource(FacesContext context, String name) {
    if (!name.startsWith(ConsoleServlet.PAGES)) {
      return super.createViewResource(context, name);
    }
    boolean console = ConsoleRequest.of(context.getExternalContext().getRequestMap()).isPresent();
    URL page = console ? ConsoleResourceHandler.class.getResource(name) : null;
    return page == null ? null : new Page(page);
  }

  private static final class Page extends ViewResource {
    private final URL url;

    Page(URL url) {
      this.url = url;
    }

    @Override
    public URL getURL() {
      return url;
    }
  }
}
