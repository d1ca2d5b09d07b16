package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.storage.StorageFailure;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every command has in common: somebody answers for it, and a failure is an answer. */
final class Command {
  private static final Logger LOG = LoggerFactory.getLogger(Command.class);

  private Command() {}

  /**
   * @throws IllegalArgumentException without an actor, or when it is anonymous
   */
  static <T> AdminResult<T> by(Actor actor, Supplier<AdminResult<T>> step) {
    require(actor);
    try {
      return step.get();
    } catch (StorageFailure e) {
      LOG.error("An operator's command failed: {}", e.getMessage());
      return new AdminResult.Failed<>();
    }
  }

  /** As {@link #by(Actor, Supplier)}, once {@code confirmation} names {@code object}. */
  static <T> AdminResult<T> confirmed(
      Confirmation confirmation, String object, Actor actor, Supplier<AdminResult<T>> step) {
    require(actor);
    return confirmation
        .problem(object)
        .<AdminResult<T>>map(error -> new AdminResult.Invalid<>(java.util.List.of(error)))
        .orElseGet(() -> by(actor, step));
  }

  private static void require(Actor actor) {
    if (actor == null) {
      throw new IllegalArgumentException("a command needs an actor");
    }
    if (actor.id() == null || actor.id().isBlank()) {
      throw new IllegalArgumentException("an actor of a command has an id");
    }
  }
}
