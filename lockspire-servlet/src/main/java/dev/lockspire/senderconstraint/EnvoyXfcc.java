package dev.lockspire.senderconstraint;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Envoy's {@code x-forwarded-client-cert}: pairs joined by semicolons, {@code
 * By=…;Cert="…";Subject="…"}, for each hop that verified a certificate, hops joined by commas.
 *
 * <p>Exactly one hop is accepted: of several only the proxies know which one spoke to the client.
 */
final class EnvoyXfcc {
  private static final String CERT = "Cert";
  private static final Pattern KEY = Pattern.compile("[A-Za-z]{1,16}");

  private final String header;
  private int at;

  private EnvoyXfcc(String header) {
    this.header = header;
  }

  static List<X509Certificate> read(String header) throws Undecodable {
    return PemChain.read(new EnvoyXfcc(header).certificate());
  }

  private String certificate() throws Undecodable {
    String certificate = null;
    while (true) {
      String key = key();
      String value = value();
      if (key.equalsIgnoreCase(CERT)) {
        if (certificate != null) {
          throw new Undecodable("two certificates of one hop");
        }
        certificate = value;
      }
      if (at == header.length()) {
        break;
      }
      if (header.charAt(at++) != ';') {
        throw new Undecodable("more than one hop");
      }
    }
    if (certificate == null) {
      throw new Undecodable("no Cert element");
    }
    return certificate;
  }

  private String key() throws Undecodable {
    int equals = header.indexOf('=', at);
    if (equals < 0) {
      throw new Undecodable("no pair");
    }
    String key = header.substring(at, equals).strip();
    if (!KEY.matcher(key).matches()) {
      throw new Undecodable("no key");
    }
    at = equals + 1;
    return key;
  }

  private String value() throws Undecodable {
    boolean quoted = at < header.length() && header.charAt(at) == '"';
    return quoted ? quotedValue() : bareValue();
  }

  private String bareValue() {
    int start = at;
    while (at < header.length() && header.charAt(at) != ';' && header.charAt(at) != ',') {
      at++;
    }
    return header.substring(start, at);
  }

  private String quotedValue() throws Undecodable {
    StringBuilder value = new StringBuilder();
    for (at++; at < header.length(); at++) {
      char c = header.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      boolean escaped = c == '\\' && at + 1 < header.length();
      value.append(escaped ? header.charAt(++at) : c);
    }
    throw new Undecodable("a quote without end");
  }
}
