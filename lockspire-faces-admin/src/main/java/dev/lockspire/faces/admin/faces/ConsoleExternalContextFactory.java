package dev.lockspire.faces.admin.faces;

import dev.lockspire.faces.admin.web.ConsoleRequest;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.ExternalContextFactory;
import jakarta.servlet.ServletRequest;

/** Gives the console's requests settings of their own. All others go through untouched. */
public final class ConsoleExternalContextFactory extends ExternalContextFactory {

  public ConsoleExternalContextFactory(ExternalContextFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExternalContext getExternalContext(Object context, Object request, Object response) {
    ExternalContext made = getWrapped().getExternalContext(context, request, response);
    boolean console =
        request instanceof ServletRequest asked && ConsoleRequest.of(asked).isPresent();
    return console ? new ConsoleExternalContext(made) : made;
  }
}
