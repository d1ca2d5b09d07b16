package dev.lockspire.faces.admin.page;

/** Somebody who may only look asked for a change. */
public final class ChangeRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChangeRefused() {
    super("This operator may not change anything");
  }
}
