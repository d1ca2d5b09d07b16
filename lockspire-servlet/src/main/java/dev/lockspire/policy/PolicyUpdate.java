package dev.lockspire.policy;

/** How an attempt to change the server policy ended. */
public sealed interface PolicyUpdate {

  /** It is durable, and every node has been told. */
  record Saved(ServerPolicy policy) implements PolicyUpdate {}

  /** It already was so; nothing was written. */
  record Unchanged(ServerPolicy policy) implements PolicyUpdate {}

  /** A FAPI profile cannot be entered with the keys there are; nothing was written. */
  record NotReady(Readiness readiness) implements PolicyUpdate {}
}
