package dev.lockspire.client;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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

  /** The names of this kind; none of a certificate that has too many, or some that are no names. */
  List<String> of(X509Certificate certificate) {
    Collection<List<?>> all;
    try {
      all = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException | RuntimeException malformed) {
      return List.of();
    }
    if (all == null || all.size() > MAX_NAMES) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (List<?> name : all) {
      if (Integer.valueOf(tag).equals(name.get(0)) && name.get(1) instanceof String text) {
        names.add(text);
      }
    }
    return names;
  }
}
