package dev.lockspire.faces.admin.page;

import dev.lockspire.Lockspire;
import dev.lockspire.admin.AdminResult;
import dev.lockspire.admin.ExportFormat;
import dev.lockspire.admin.LockspireAdmin;
import dev.lockspire.audit.Actor;
import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.faces.admin.web.ConsoleRequest;
import dev.lockspire.host.Operator;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** One request of the console: who asks for what, and the services that answer. */
@RequestScoped
public class Console {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /** The operator services. */
  public LockspireAdmin admin() {
    return lockspire().admin();
  }

  /** The running library, for what is known about it without the operator services. */
  public Lockspire lockspire() {
    return Lockspire.of((ServletContext) external().getContext());
  }

  public Operator operator() {
    return request().operator();
  }

  /**
   * Who a change is written down to: every command asks for one, so that nobody who may not change
   * anything can, whatever a page shows them.
   *
   * @throws ChangeRefused for an auditor
   */
  public Actor actor() {
    if (!operator().mayChange()) {
      throw new ChangeRefused();
    }
    return onlooker();
  }

  /** Who a look is written down to, where looking leaves evidence: auditors too. */
  public Actor onlooker() {
    Operator operator = operator();
    return new Actor(Actor.Type.OPERATOR, operator.id(), operator.display());
  }

  /** What the door knows of this request. */
  public ConsoleRequest request() {
    return ConsoleRequest.of(external().getRequestMap()).orElseThrow(NotAtTheConsole::new);
  }

  /** What stands in the path in the place of {@code {name}}. */
  public Optional<String> variable(String name) {
    return request().variable(name);
  }

  /** A parameter of the query string; blank counts as absent. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(external().getRequestParameterMap().get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** Address of a path of the console. */
  public String url(String path) {
    return request().base() + path;
  }

  /** The number in the path in the place of {@code {name}}; empty when it is none. */
  public OptionalLong number(String name) {
    Optional<String> text = variable(name).filter(NUMBER.asMatchPredicate());
    return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
  }

  /**
   * Sends a list as a file to keep, in place of a page.
   *
   * @param name of the file, without its ending
   * @param word the format, as {@link Exportable#export} takes it
   * @param list writes it
   */
  public void export(
      String name, String word, BiFunction<ExportFormat, Writer, AdminResult<Integer>> list) {
    ListFormat format = ListFormat.valueOf(word);
    ExternalContext external = external();
    external.setResponseContentType(format.mediaType());
    external.setResponseCharacterEncoding("UTF-8");
    external.setResponseHeader(
        "Content-Disposition", "attachment; filename=\"" + name + format.ending() + "\"");
    try {
      Writer out = external.getResponseOutputWriter();
      if (list.apply(format.format(), out) instanceof AdminResult.Failed) {
        throw new IllegalStateException("The list could not be read to its end");
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    FacesContext.getCurrentInstance().responseComplete();
  }

  /** Answers 404; the page says calmly what is missing. */
  public void notFound() {
    external().setResponseStatus(404);
  }

  /** Sends the browser to another path of the console. */
  public void goTo(String path) {
    try {
      external().redirect(url(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of the person's language. */
  public Texts texts() {
    return Texts.in(FacesContext.getCurrentInstance().getViewRoot().getLocale());
  }

  private static ExternalContext external() {
    return FacesContext.getCurrentInstance().getExternalContext();
  }
}
