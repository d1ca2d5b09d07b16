package dev.lockspire.client;

import dev.lockspire.http.IpLiteral;
import java.net.InetAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The one thing by which the certificate of a {@code tls_client_auth} client is known (RFC 8705
 * §2.1.2).
 */
public final class CertificateSubject {
  private static final String PREFIX = "tls_client_auth_";
  private static final int MAX_LENGTH = 2048;
  private static final Pattern DNS =
      Pattern.compile("(?:[A-Za-z0-9_-]{1,63}\\.)*[A-Za-z0-9-]{1,63}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private final Predicate<X509Certificate> rule;

  private CertificateSubject(Predicate<X509Certificate> rule) {
    this.rule = rule;
  }

  /** What {@code client} registered; empty when that is not exactly one thing that can be read. */
  public static Optional<CertificateSubject> of(ClientMetadata client) {
    List<Field> set = Field.of(client);
    return set.size() == 1 ? set.get(0).subject() : Optional.empty();
  }

  /** Whether {@code certificate} carries it. Nothing else about the certificate is looked at. */
  public boolean names(X509Certificate certificate) {
    return rule.test(certificate);
  }

  /** As much work as {@link #names}, for a client that does not exist. */
  public static boolean namesNobody(X509Certificate certificate) {
    return subjectDn("CN=nobody").filter(rule -> rule.test(certificate)).isPresent();
  }

  /** Told of each problem by field and reason. */
  interface Refusal {
    void refuse(String field, String reason);
  }

  static void check(ClientMetadata client, Refusal refusal) {
    List<Field> set = Field.of(client);
    for (Field field : set) {
      if (field.subject().isEmpty()) {
        refusal.refuse(PREFIX + field.name(), "invalid_" + PREFIX + field.name());
      }
    }
    boolean byCertificate = client.tokenEndpointAuthMethod() == AuthMethod.TLS_CLIENT_AUTH;
    if (byCertificate && set.size() != 1) {
      refusal.refuse(PREFIX + "subject_dn", "exactly_one_subject_required");
    } else if (!byCertificate && !set.isEmpty()) {
      refusal.refuse(PREFIX + "subject_dn", "unsupported_token_endpoint_auth_method");
    }
  }

  /** A member that is set, and how its value is read. */
  private record Field(
      String name, String value, Function<String, Optional<Predicate<X509Certificate>>> reading) {

    static List<Field> of(ClientMetadata client) {
      List<Field> set = new ArrayList<>();
      add(set, "subject_dn", client.tlsClientAuthSubjectDn(), CertificateSubject::subjectDn);
      add(set, "san_dns", client.tlsClientAuthSanDns(), CertificateSubject::dns);
      add(set, "san_uri", client.tlsClientAuthSanUri(), CertificateSubject::uri);
      add(set, "san_ip", client.tlsClientAuthSanIp(), CertificateSubject::ip);
      add(set, "san_email", client.tlsClientAuthSanEmail(), CertificateSubject::email);
      return set;
    }

    private static void add(
        List<Field> set,
        String name,
        String value,
        Function<String, Optional<Predicate<X509Certificate>>> reading) {
      if (value != null) {
        set.add(new Field(name, value, reading));
      }
    }

    Optional<CertificateSubject> subject() {
      return value.length() > MAX_LENGTH
          ? Optional.empty()
          : reading.apply(value).map(CertificateSubject::new);
    }
  }

  private static Optional<Predicate<X509Certificate>> subjectDn(String text) {
    return DistinguishedName.parse(text)
        .map(
            name ->
                certificate ->
                    DistinguishedName.of(certificate.getSubjectX500Principal())
                        .filter(name::equals)
                        .isPresent());
  }

  /** A wildcard in the certificate stands for nothing here: it would name many clients. */
  private static Optional<Predicate<X509Certificate>> dns(String text) {
    return DNS.matcher(text).matches()
        ? Optional.of(certificate -> AlternativeNames.DNS.any(certificate, text::equalsIgnoreCase))
        : Optional.empty();
  }

  private static Optional<Predicate<X509Certificate>> uri(String text) {
    return isUri(text)
        ? Optional.of(certificate -> AlternativeNames.URI.any(certificate, text::equals))
        : Optional.empty();
  }

  private static Optional<Predicate<X509Certificate>> ip(String text) {
    Optional<InetAddress> address = IpLiteral.parse(text);
    return address.map(
        known ->
            certificate ->
                AlternativeNames.IP.any(
                    certificate, name -> IpLiteral.parse(name).filter(known::equals).isPresent()));
  }

  /** RFC 5280 §7.5: the domain without regard to case, what stands before it exactly. */
  private static Optional<Predicate<X509Certificate>> email(String text) {
    return EMAIL.matcher(text).matches()
        ? Optional.of(
            certificate ->
                AlternativeNames.EMAIL.any(
                    certificate, name -> withLowerDomain(name).equals(withLowerDomain(text))))
        : Optional.empty();
  }

  private static String withLowerDomain(String email) {
    int domain = email.lastIndexOf('@') + 1;
    return email.substring(0, domain) + email.substring(domain).toLowerCase(Locale.ROOT);
  }

  private static boolean isUri(String value) {
    try {
      return URI.create(value).isAbsolute();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
