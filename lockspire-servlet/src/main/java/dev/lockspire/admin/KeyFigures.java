package dev.lockspire.admin;

/** How many keys stand where. */
public record KeyFigures(int active, int upcoming, int retiring, int retired) {
  public int total() {
    return active + upcoming + retiring + retired;
  }
}
