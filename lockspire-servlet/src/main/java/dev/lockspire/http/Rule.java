package dev.lockspire.http;

/**
 * One named check of a protocol surface. Implemented by an enum per surface whose order is the
 * order of the checks, so the list can be read, shown and tested.
 */
public interface Rule {

  /** What is checked, in upper snake case: {@code REDIRECT_URI_IS_REGISTERED}. */
  String name();

  /** Where the rule comes from: {@code RFC 6749 §3.1.2.3}. */
  String reference();
}
