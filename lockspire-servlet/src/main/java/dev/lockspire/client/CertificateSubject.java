package dev.lockspire.client;

import java.net.URI;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * The one thing by which the certificate of a {@code tls_client_auth} client is known (RFC 8705
 * §2.1.2).
 */
final class CertificateSubject {
  private static final Pattern DNS =
      Pattern.compile("(?:[A-Za-z0-9_-]{1,63}\\.)*[A-Za-z0-9-]{1,63}");
  private static final Pattern IP =
      Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private CertificateSubject() {}

  /** Told of each problem by field and reason. */
  interface Refusal {
    void refuse(String field, String reason);
  }

  static void check(ClientMetadata client, Refusal refusal) {
    int set = 0;
    set +=
        field("subject_dn", client.tlsClientAuthSubjectDn(), CertificateSubject::isName, refusal);
    set += field("san_dns", client.tlsClientAuthSanDns(), DNS.asMatchPredicate(), refusal);
    set += field("san_uri", client.tlsClientAuthSanUri(), CertificateSubject::isUri, refusal);
    set += field("san_ip", client.tlsClientAuthSanIp(), IP.asMatchPredicate(), refusal);
    set += field("san_email", client.tlsClientAuthSanEmail(), EMAIL.asMatchPredicate(), refusal);
    boolean byCertificate = client.tokenEndpointAuthMethod() == AuthMethod.TLS_CLIENT_AUTH;
    if (byCertificate && set != 1) {
      refusal.refuse("tls_client_auth_subject_dn", "exactly_one_subject_required");
    } else if (!byCertificate && set > 0) {
      refusal.refuse("tls_client_auth_subject_dn", "unsupported_token_endpoint_auth_method");
    }
  }

  private static int field(String name, String value, Predicate<String> valid, Refusal refusal) {
    if (value == null) {
      return 0;
    }
    if (!valid.test(value)) {
      refusal.refuse("tls_client_auth_" + name, "invalid_tls_client_auth_" + name);
    }
    return 1;
  }

  private static boolean isName(String value) {
    try {
      return !new LdapName(value).isEmpty();
    } catch (InvalidNameException e) {
      return false;
    }
  }

  private static boolean isUri(String value) {
    try {
      return URI.create(value).isAbsolute();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
