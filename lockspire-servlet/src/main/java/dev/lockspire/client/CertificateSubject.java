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
import javax.security.auth.x500.X500Principal;

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

  private final String registered;
  private final Function<X509Certificate, List<String>> names;
  private final Predicate<String> rule;

  private CertificateSubject(
      String registered, Function<X509Certificate, List<String>> names, Predicate<String> rule) {
    this.registered = registered;
    this.names = names;
    this.rule = rule;
  }

  /** What {@code client} registered; empty when that is not exactly one thing that can be read. */
  public static Optional<CertificateSubject> of(ClientMetadata client) {
    List<Field> set = Field.of(client);
    return set.size() == 1 ? set.get(0).subject() : Optional.empty();
  }

  /** Whether {@code certificate} carries it. Nothing else about the certificate is looked at. */
  public boolean names(X509Certificate certificate) {
    return names.apply(certificate).stream().anyMatch(rule);
  }

  /** As much work as {@link #names}, for a client that does not exist. */
  public static boolean namesNobody(X509Certificate certificate) {
    return new CertificateSubject(
            "", CertificateSubject::subject, sameName("CN=nobody").orElseThrow())
        .names(certificate);
  }

  /** What {@code certificate} carries of the kind that is registered. */
  public String seenIn(X509Certificate certificate) {
    return String.join(" ", names.apply(certificate));
  }

  /** What is registered. */
  @Override
  public String toString() {
    return registered;
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

  /** Compares what is registered with one name of a certificate. */
  private interface Reading {
    /** Empty when {@code registered} is nothing that could be compared. */
    Optional<Predicate<String>> of(String registered);
  }

  /** A member that is set, where certificates have it, and how it is compared. */
  private record Field(
      String name, String value, Function<X509Certificate, List<String>> names, Reading reading) {

    static List<Field> of(ClientMetadata client) {
      List<Field> all = new ArrayList<>();
      all.add(
          new Field(
              "subject_dn",
              client.tlsClientAuthSubjectDn(),
              CertificateSubject::subject,
              CertificateSubject::sameName));
      all.add(
          new Field(
              "san_dns",
              client.tlsClientAuthSanDns(),
              AlternativeNames.DNS::of,
              CertificateSubject::sameHost));
      all.add(
          new Field(
              "san_uri",
              client.tlsClientAuthSanUri(),
              AlternativeNames.URI::of,
              CertificateSubject::sameUri));
      all.add(
          new Field(
              "san_ip",
              client.tlsClientAuthSanIp(),
              AlternativeNames.IP::of,
              CertificateSubject::sameAddress));
      all.add(
          new Field(
              "san_email",
              client.tlsClientAuthSanEmail(),
              AlternativeNames.EMAIL::of,
              CertificateSubject::sameMailbox));
      return all.stream().filter(field -> field.value() != null).toList();
    }

    Optional<CertificateSubject> subject() {
      return value.length() > MAX_LENGTH
          ? Optional.empty()
          : reading.of(value).map(rule -> new CertificateSubject(value, names, rule));
    }
  }

  private static List<String> subject(X509Certificate certificate) {
    return List.of(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
  }

  private static Optional<Predicate<String>> sameName(String registered) {
    return DistinguishedName.parse(registered)
        .map(known -> name -> DistinguishedName.parse(name).filter(known::equals).isPresent());
  }

  /** A wildcard in the certificate stands for nothing here: it would name many clients. */
  private static Optional<Predicate<String>> sameHost(String registered) {
    return DNS.matcher(registered).matches()
        ? Optional.of(registered::equalsIgnoreCase)
        : Optional.empty();
  }

  private static Optional<Predicate<String>> sameUri(String registered) {
    return isUri(registered) ? Optional.of(registered::equals) : Optional.empty();
  }

  private static Optional<Predicate<String>> sameAddress(String registered) {
    Optional<InetAddress> address = IpLiteral.parse(registered);
    return address.map(known -> name -> IpLiteral.parse(name).filter(known::equals).isPresent());
  }

  /** RFC 5280 §7.5: the domain without regard to case, what stands before it exactly. */
  private static Optional<Predicate<String>> sameMailbox(String registered) {
    String known = withLowerDomain(registered);
    return EMAIL.matcher(registered).matches()
        ? Optional.of(name -> withLowerDomain(name).equals(known))
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
