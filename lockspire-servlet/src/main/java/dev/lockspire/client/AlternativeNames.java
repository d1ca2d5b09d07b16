package dev.lockspire.client;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The subject alternative names of a certificate (RFC 5280 §4.2.1.6), by kind. */
enum AlternativeNames {
  EMAIL(1),
  DNS(2),
  URI(6),
  IP(7);

  /** More than any client has; a certificate with more was not made for one. */
  private static final int MAX_NAMES = 500;

  private final int tag;

  AlternativeNames(int tag) {
    this.tag = tag;
  }

  /** Whether {@code certificate} has a name of this kind that {@code rule} accepts. */
  boolean any(X509Certificate certificate, Predicate<String> rule) {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException | RuntimeException malformed) {
      return false;
    }
    if (names == null || names.size() > MAX_NAMES) {
      return false;
    }
    for (List<?> name : names) {
      if (Integer.valueOf(tag).equals(name.get(0))
          && name.get(1) instanceof String text
          && rule.test(text)) {
        return true;
      }
    }
    return false;
  }
}
