package dev.lockspire.admin;

/** The one move that a key can make next. */
public enum KeyAction {
  PUBLISH,
  ACTIVATE,
  RETIRE
}
