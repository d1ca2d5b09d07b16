package dev.lockspire.conformance;

/** What a judgement rests on. */
public enum Ground {
  /** The server never does otherwise. */
  ALWAYS,
  /** The requirement says nothing about such a client. */
  NOT_APPLICABLE,
  /** What is registered for the client. */
  REGISTRATION,
  /** The server refuses anything else from this client already. */
  ENFORCEMENT,
  /** What its requests of the last days were like. */
  REQUESTS,
  /** The server's own keys. */
  KEYS
}
