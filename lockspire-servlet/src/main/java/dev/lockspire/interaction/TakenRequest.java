package dev.lockspire.interaction;

import dev.lockspire.http.Parameters;

/** What became of an attempt to use the reference to a pushed request (RFC 9126 §4). */
public sealed interface TakenRequest {

  /**
   * It is used up, and this is the request.
   *
   * @param parameters as they were pushed
   * @param signed whether a request object said so
   * @param interactionId the only interaction that may come of it
   */
  record Taken(Parameters parameters, boolean signed, String interactionId)
      implements TakenRequest {}

  /** The same browser loaded it again while its sign-in goes on. */
  record LoadedAgain(String interactionId) implements TakenRequest {}

  /** Beside it stand parameters that do not say what was pushed; it is not used up by that. */
  record Contradicted() implements TakenRequest {}

  /**
   * It cannot be used.
   *
   * @param why for operators; whoever presents it must not learn it
   */
  record Unusable(String why) implements TakenRequest {}
}
