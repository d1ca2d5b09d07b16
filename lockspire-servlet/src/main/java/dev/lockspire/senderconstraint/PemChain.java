package dev.lockspire.senderconstraint;

import dev.lockspire.http.FormDecoder;
import dev.lockspire.http.OAuthError;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Certificates in PEM (RFC 7468 §5) as they come through a header: percent-encoded, or with their
 * lines folded into one.
 */
final class PemChain {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final String FORM_ENCODED = "BEGIN+CERTIFICATE";
  private static final int MAX_CERTIFICATES = 10;

  private PemChain() {}

  /** Every certificate of {@code header}; the client's own is the first. */
  static List<X509Certificate> read(String header) throws Undecodable {
    String pem = decoded(header);
    List<X509Certificate> chain = new ArrayList<>();
    int at = skipSpace(pem, 0);
    while (at < pem.length()) {
      int end = pem.indexOf(END, at);
      if (!pem.startsWith(BEGIN, at) || end < 0 || chain.size() == MAX_CERTIFICATES) {
        throw new Undecodable("not only certificates in PEM");
      }
      chain.add(DerCertificate.readBase64(withoutSpace(pem.substring(at + BEGIN.length(), end))));
      at = skipSpace(pem, end + END.length());
    }
    if (chain.isEmpty()) {
      throw new Undecodable("no certificate in PEM");
    }
    return List.copyOf(chain);
  }

  /**
   * A plus is a character of Base64, and stands for itself unless the whole was form-encoded: AWS
   * ALB leaves it as it is. Only a form encoder turns the space of the label into one.
   */
  private static String decoded(String header) throws Undecodable {
    try {
      return FormDecoder.component(
          header.contains(FORM_ENCODED) ? header : header.replace("+", "%2B"));
    } catch (OAuthError malformed) {
      throw new Undecodable("not percent-encoded");
    }
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String withoutSpace(String text) {
    StringBuilder bare = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!isSpace(text.charAt(i))) {
        bare.append(text.charAt(i));
      }
    }
    return bare.toString();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
