package dev.lockspire.faces.admin.page;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.client.FieldError;
import dev.lockspire.faces.admin.text.Texts;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands in the fields of a form, by their names, and how the last attempt ended. */
public final class Entries implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Details of problems with a key that is secret. */
  private static final Set<String> NOT_KEPT = Set.of("private_key", "symmetric_key");

  private final HashMap<String, String> texts = new HashMap<>();
  private final HashMap<String, Boolean> ticks = new HashMap<>();
  private final Feedback feedback = new Feedback();

  /** Fields that hold text; the form writes into it. */
  public Map<String, String> getTexts() {
    return texts;
  }

  /** Boxes; the form writes into it. */
  public Map<String, Boolean> getTicks() {
    return ticks;
  }

  public Feedback getFeedback() {
    return feedback;
  }

  /**
   * As {@link Feedback#settle}, and tells in which line of its field a wrong entry stands. A key
   * that should never have been sent is not kept: the form shows the field empty.
   */
  public <T> Optional<T> settle(AdminResult<T> result, Texts texts, String successKey) {
    Optional<T> done = feedback.settle(result, texts, successKey, this::line);
    if (result instanceof AdminResult.Invalid<T> invalid) {
      invalid.errors().stream()
          .filter(error -> NOT_KEPT.contains(error.detail()) || isPrivatePem(error.field()))
          .forEach(error -> this.texts.remove(error.field()));
    }
    return done;
  }

  private boolean isPrivatePem(String field) {
    return text(field).contains("PRIVATE KEY-----");
  }

  /** From 1; 0 where the entry stands nowhere, or in the only line. */
  private int line(FieldError error) {
    List<String> typed = text(error.field()).lines().map(String::strip).toList();
    boolean known = typed.size() > 1 && !error.entry().isEmpty();
    return known ? typed.indexOf(error.entry()) + 1 : 0;
  }

  /** Without white space around it; empty when there is nothing. */
  public String text(String name) {
    String text = texts.get(name);
    return text == null ? "" : text.strip();
  }

  /** One entry a line, blank lines left out. */
  public List<String> lines(String name) {
    return text(name).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** Entries with commas or white space between them. */
  public List<String> words(String name) {
    return List.of(text(name).split("[,\\s]+")).stream().filter(w -> !w.isEmpty()).toList();
  }

  public boolean ticked(String name) {
    return Boolean.TRUE.equals(ticks.get(name));
  }
}
