package dev.lockspire.faces.admin.faces;

import dev.lockspire.faces.admin.web.ConsoleRequest;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.util.Map;
import org.primefaces.renderkit.HeadRenderer;

/**
 * The head of a page. PrimeFaces puts its theme and script into the head of every page of the
 * application; a page of the host that has nothing of PrimeFaces is written as plain Faces does.
 */
public final class HostHeadRenderer extends HeadRenderer {
  private static final String PRIMEFACES = "primefaces";

  @Override
  public void encodeBegin(FacesContext context, UIComponent head) throws IOException {
    if (wantsPrimeFaces(context)) {
      super.encodeBegin(context, head);
    } else {
      plainBegin(context, head);
    }
  }

  @Override
  public void encodeEnd(FacesContext context, UIComponent head) throws IOException {
    if (wantsPrimeFaces(context)) {
      super.encodeEnd(context, head);
    } else {
      plainEnd(context);
    }
  }

  private static void plainBegin(FacesContext context, UIComponent head) throws IOException {
    ResponseWriter writer = context.getResponseWriter();
    writer.startElement("head", head);
    Map<String, Object> attributes = head.getAttributes();
    for (String name : new String[] {"id", "dir", "lang", "xmlns"}) {
      boolean own =
          !name.equals("id")
              || (head.getId() != null && !head.getId().startsWith(UIViewRoot.UNIQUE_ID_PREFIX));
      Object value = name.equals("id") ? head.getClientId(context) : attributes.get(name);
      if (own && value != null) {
        writer.writeAttribute(name, value, name);
      }
    }
  }

  private static void plainEnd(FacesContext context) throws IOException {
    for (UIComponent resource : context.getViewRoot().getComponentResources(context, "head")) {
      resource.encodeAll(context);
    }
    context.getResponseWriter().endElement("head");
  }

  private static boolean wantsPrimeFaces(FacesContext context) {
    return ConsoleRequest.of(context.getExternalContext().getRequestMap()).isPresent()
        || configured(context)
        || context.getViewRoot().getComponentResources(context).stream()
            .anyMatch(resource -> PRIMEFACES.equals(resource.getAttributes().get("library")));
  }

  /** A host that sets PrimeFaces up uses it. */
  private static boolean configured(FacesContext context) {
    return context.getExternalContext().getInitParameterMap().keySet().stream()
        .anyMatch(name -> name.startsWith(PRIMEFACES + "."));
  }
}
