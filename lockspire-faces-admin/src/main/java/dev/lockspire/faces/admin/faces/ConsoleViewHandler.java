package dev.lockspire.faces.admin.faces;

import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.faces.admin.web.ConsoleRequest;
import dev.lockspire.faces.admin.web.ConsoleServlet;
import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * For the console's views: forms post back to the clean path, the language is one the console
 * speaks, and the policy of scripts is sent. The host's views are none of its business.
 */
public final class ConsoleViewHandler extends ViewHandlerWrapper {
  private static final String COMPONENTS = "/lockspire-ui/";
  private static final int NOT_FOUND = 404;

  public ConsoleViewHandler(ViewHandler wrapped) {
    super(wrapped);
  }

  @Override
  public UIViewRoot createView(FacesContext context, String viewId) {
    if (isOutOfReach(context, viewId)) {
      return nothing(context, viewId);
    }
    UIViewRoot view = super.createView(context, viewId);
    prepare(context);
    return view;
  }

  @Override
  public UIViewRoot restoreView(FacesContext context, String viewId) {
    if (isOutOfReach(context, viewId)) {
      return nothing(context, viewId);
    }
    UIViewRoot view = super.restoreView(context, viewId);
    prepare(context);
    return view;
  }

  @Override
  public void renderView(FacesContext context, UIViewRoot view) throws IOException {
    if (console(context).isPresent()) {
      ScriptPolicy.send(context);
      // Before the page is written: its state is kept there, and it may be too late then.
      context.getExternalContext().getSession(true);
    }
    super.renderView(context, view);
  }

  @Override
  public Locale calculateLocale(FacesContext context) {
    return console(context).isPresent()
        ? Texts.best(
            Collections.enumeration(iterable(context.getExternalContext().getRequestLocales())))
        : super.calculateLocale(context);
  }

  @Override
  public String getActionURL(FacesContext context, String viewId) {
    return console(context)
        .filter(request -> viewId.startsWith(ConsoleServlet.PAGES))
        .map(ConsoleRequest::address)
        .orElseGet(() -> super.getActionURL(context, viewId));
  }

  @Override
  public String getBookmarkableURL(
      FacesContext context,
      String viewId,
      Map<String, List<String>> parameters,
      boolean includeViewParams) {
    return console(context)
        .filter(request -> viewId.startsWith(ConsoleServlet.PAGES))
        .map(ConsoleRequest::path)
        .map(
            path ->
                context
                    .getExternalContext()
                    .encodeBookmarkableURL(path, parameters == null ? Map.of() : parameters))
        .orElseGet(() -> super.getBookmarkableURL(context, viewId, parameters, includeViewParams));
  }

  private static void prepare(FacesContext context) {
    if (console(context).isPresent()) {
      ScriptPolicy.claim(context);
    }
  }

  /** The console's pages, asked for past its door; and its components, which are no pages. */
  private static boolean isOutOfReach(FacesContext context, String viewId) {
    return viewId != null
        && (viewId.startsWith(COMPONENTS)
            || (viewId.startsWith(ConsoleServlet.PAGES) && console(context).isEmpty()));
  }

  private static UIViewRoot nothing(FacesContext context, String viewId) {
    // Only the status: Faces, which finds no page either, may send the error itself.
    context.getExternalContext().setResponseStatus(NOT_FOUND);
    context.responseComplete();
    UIViewRoot empty = new UIViewRoot();
    empty.setViewId(viewId);
    return empty;
  }

  private static Optional<ConsoleRequest> console(FacesContext context) {
    return ConsoleRequest.of(context.getExternalContext().getRequestMap());
  }

  private static List<Locale> iterable(java.util.Iterator<Locale> wishes) {
    List<Locale> list = new java.util.ArrayList<>();
    wishes.forEachRemaining(list::add);
    return list;
  }
}
