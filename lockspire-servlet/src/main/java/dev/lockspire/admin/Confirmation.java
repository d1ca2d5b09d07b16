package dev.lockspire.admin;

import dev.lockspire.client.FieldError;
import java.util.Objects;
import java.util.Optional;

/**
 * What an operator ticked before something that cannot be undone or touches traffic: the exact
 * object, by the name that the command is given. A command whose confirmation is missing, or names
 * another object, changes nothing.
 */
public final class Confirmation {
  private static final Confirmation MISSING = new Confirmation(Optional.empty());

  private final Optional<String> object;

  private Confirmation(Optional<String> object) {
    this.object = object;
  }

  /**
   * @param object the client_id, kid, account or id of the row that is to be changed
   */
  public static Confirmation of(String object) {
    return new Confirmation(Optional.of(Objects.requireNonNull(object, "object")));
  }

  /** As {@link #of(String)}, for an object that is named by the id of its row. */
  public static Confirmation of(long object) {
    return of(Long.toString(object));
  }

  /** The box was not ticked. */
  public static Confirmation missing() {
    return MISSING;
  }

  /** What is wrong when {@code expected} is to be changed: {@code confirm: not_confirmed}. */
  Optional<FieldError> problem(String expected) {
    return object.filter(expected::equals).isPresent()
        ? Optional.empty()
        : Optional.of(new FieldError("confirm", "not_confirmed", ""));
  }
}
