package dev.lockspire.admin;

import dev.lockspire.client.FieldError;
import java.util.List;

/**
 * How a command ended. Nothing was changed unless it is {@link Ok}.
 *
 * @param <T> what a command that succeeded answers
 */
public sealed interface AdminResult<T> {

  /** It is done, and durable together with its evidence. */
  record Ok<T>(T value) implements AdminResult<T> {}

  /**
   * What was asked for cannot be.
   *
   * @param errors every problem, in the order of the fields
   */
  record Invalid<T>(List<FieldError> errors) implements AdminResult<T> {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }

  /** There is no such object. */
  record NotFound<T>() implements AdminResult<T> {}

  /**
   * The object does not stand where the command needs it.
   *
   * @param reason stable snake_case code: {@code stale}, {@code already_published}
   * @param detail what an operator should know or do; empty when the reason says it all
   */
  record Conflict<T>(String reason, String detail) implements AdminResult<T> {}

  /**
   * The database could not answer; the object may still be as it was. Look again before a retry.
   */
  record Failed<T>() implements AdminResult<T> {}

  /** A refusal of one field. */
  static <T> AdminResult<T> invalid(String field, String reason, String detail) {
    return new Invalid<>(List.of(new FieldError(field, reason, detail)));
  }
}
