package dev.lockspire.faces.admin.page;

/** A bean of the console was used by a page that is none of the console's. */
public final class NotAtTheConsole extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotAtTheConsole() {
    super("Only the console's own pages may use its beans");
  }
}
