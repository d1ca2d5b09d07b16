package dev.lockspire.senderconstraint;

/** A header holds no certificate in the format that was agreed on with the proxy. */
final class Undecodable extends Exception {
  private static final long serialVersionUID = 1L;

  Undecodable(String what) {
    super(what, null, false, false);
  }
}
