package dev.lockspire.faces.admin.page;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.client.FieldError;
import dev.lockspire.faces.admin.text.Texts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** How the last command of a page ended, in words. A view bean keeps one. */
public final class Feedback implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<Problem> problems = new ArrayList<>();
  private String success = "";

  /**
   * One thing that is wrong.
   *
   * @param field name of the form's field, to which the summary links; empty for the whole form
   * @param text in words
   */
  public record Problem(String field, String text) implements Serializable {}

  /**
   * Takes up how a command ended.
   *
   * @param successKey what to say when it is done; empty says nothing
   * @return what the command answered, when it is done
   */
  public <T> Optional<T> settle(AdminResult<T> result, Texts texts, String successKey) {
    return settle(result, texts, successKey, error -> 0);
  }

  /**
   * As {@link #settle(AdminResult, Texts, String)}.
   *
   * @param line in which line of its field an error is, from 1; 0 where that cannot be said
   */
  <T> Optional<T> settle(
      AdminResult<T> result, Texts texts, String successKey, ToIntFunction<FieldError> line) {
    clear();
    if (result instanceof AdminResult.Ok<T> done) {
      success = successKey.isEmpty() ? "" : texts.get(successKey);
      return Optional.ofNullable(done.value());
    }
    if (result instanceof AdminResult.Invalid<T> invalid) {
      invalid
          .errors()
          .forEach(
              error ->
                  problems.add(
                      new Problem(
                          error.field(), ProblemWords.of(error, line.applyAsInt(error), texts))));
    } else if (result instanceof AdminResult.Conflict<T> conflict) {
      problems.add(
          new Problem("", ProblemWords.reason(conflict.reason(), conflict.detail(), texts)));
    } else if (result instanceof AdminResult.NotFound<T>) {
      problems.add(new Problem("", texts.get("error.not_found")));
    } else {
      problems.add(new Problem("", texts.get("error.failed")));
    }
    return Optional.empty();
  }

  /** Adds a problem the page itself found. */
  public void refuse(String field, String text) {
    success = "";
    problems.add(new Problem(field, text));
  }

  /** Says that it is done, in words that tell how much. */
  public void done(String text) {
    clear();
    success = text;
  }

  public void clear() {
    problems.clear();
    success = "";
  }

  public List<Problem> getProblems() {
    return List.copyOf(problems);
  }

  /** The problems of one field, in one line; empty when it has none. */
  public String of(String field) {
    return String.join(
        " ", problems.stream().filter(p -> p.field().equals(field)).map(Problem::text).toList());
  }

  public String getSuccess() {
    return success;
  }
}
