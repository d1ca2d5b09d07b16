package dev.lockspire.faces.admin.faces;

import dev.lockspire.faces.admin.web.ConsoleRequest;
import jakarta.faces.FacesException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import java.util.Iterator;

/**
 * Lets what fails in a request of the console reach its door, which logs it and answers calmly.
 * Faces would tell a browser that asked by script the exception's name and message, with 200.
 */
public final class ConsoleExceptionHandlerFactory extends ExceptionHandlerFactory {

  public ConsoleExceptionHandlerFactory(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new ToTheDoor(getWrapped().getExceptionHandler());
  }

  private static final class ToTheDoor extends ExceptionHandlerWrapper {

    ToTheDoor(ExceptionHandler wrapped) {
      super(wrapped);
    }

    @Override
    public void handle() {
      Iterator<ExceptionQueuedEvent> unhandled = getUnhandledExceptionQueuedEvents().iterator();
      if (!unhandled.hasNext() || !isConsole()) {
        super.handle();
        return;
      }
      Throwable first = unhandled.next().getContext().getException();
      throw first instanceof FacesException known ? known : new FacesException(first);
    }

    private static boolean isConsole() {
      FacesContext context = FacesContext.getCurrentInstance();
      return context != null
          && ConsoleRequest.of(context.getExternalContext().getRequestMap()).isPresent();
    }
  }
}
