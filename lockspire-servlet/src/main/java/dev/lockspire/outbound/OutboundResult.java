package dev.lockspire.outbound;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** How an outgoing request ended. */
public sealed interface OutboundResult {

  /**
   * It was answered.
   *
   * @param status one of those that the request accepts
   * @param body all of it, read as UTF-8
   */
  record Answer(int status, String body) implements OutboundResult {}

  /**
   * It was not made, or brought nothing. Says nothing of the target beyond these codes, so that it
   * can be logged.
   *
   * @param cause what was in the way
   * @param status the refused status, for {@link Cause#HTTP_STATUS} and {@link
   *     Cause#REDIRECT_DISALLOWED}
   * @param target what is wrong with the target, for {@link Cause#UNSAFE_TARGET}
   */
  record Failure(Cause cause, OptionalInt status, Optional<TargetReason> target)
      implements OutboundResult {

    static Failure of(Cause cause) {
      return new Failure(cause, OptionalInt.empty(), Optional.empty());
    }

    static Failure unsafe(TargetReason reason) {
      return new Failure(Cause.UNSAFE_TARGET, OptionalInt.empty(), Optional.of(reason));
    }

    static Failure status(int status) {
      boolean redirect = status >= 300 && status < 400;
      return new Failure(
          redirect ? Cause.REDIRECT_DISALLOWED : Cause.HTTP_STATUS,
          OptionalInt.of(status),
          Optional.empty());
    }
  }

  /** How far a request had come when it failed. */
  enum Stage {
    /** No connection was made. */
    VALIDATE_TARGET,
    NETWORK
  }

  /** What was in the way. */
  enum Cause {
    HTTPS_REQUIRED(Stage.VALIDATE_TARGET),
    INVALID_URI(Stage.VALIDATE_TARGET),
    RESOLUTION_FAILED(Stage.VALIDATE_TARGET),
    UNSAFE_TARGET(Stage.VALIDATE_TARGET),
    TIMEOUT(Stage.NETWORK),
    TRANSPORT_ERROR(Stage.NETWORK),
    REDIRECT_DISALLOWED(Stage.NETWORK),
    HTTP_STATUS(Stage.NETWORK),
    PAYLOAD_TOO_LARGE(Stage.NETWORK);

    private final Stage stage;

    Cause(Stage stage) {
      this.stage = stage;
    }

    public Stage stage() {
      return stage;
    }

    /** As it is told: {@code unsafe_target}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
