package dev.lockspire.config;

import dev.lockspire.config.MtlsConfig.Extractor;
import dev.lockspire.config.MtlsConfig.Mode;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Reads the keys of mutual TLS, which make sense in some combinations only. */
final class MtlsReading {
  private static final List<ConfigKey<?>> OF_A_PROXY =
      List.of(
          MtlsSettings.MTLS_PROXY_HEADER,
          MtlsSettings.MTLS_PROXY_FORMAT,
          MtlsSettings.MTLS_PROXY_VERIFIED_HEADER,
          MtlsSettings.MTLS_PROXY_VERIFIED_VALUE);

  private final ValueReader read;

  MtlsReading(ValueReader read) {
    this.read = read;
  }

  /** Empty when it has told a problem that leaves nothing to go on with. */
  Optional<MtlsConfig> read(Optional<IssuerConfig> issuer, TrustedProxies proxies) {
    Optional<Extractor> extractor = read.optional(MtlsSettings.MTLS_EXTRACTOR);
    boolean proxied = extractor.filter(Extractor.PROXY_HEADER::equals).isPresent();
    Optional<CertificateSource> source =
        proxied
            ? proxyHeader(proxies)
            : extractor.map(direct -> new CertificateSource.Connection());
    if (!proxied) {
      refuseProxyKeys();
    }
    boolean required = read.value(MtlsSettings.MTLS_MODE) == Mode.REQUIRED;
    Optional<URI> alias = read.optional(MtlsSettings.MTLS_ISSUER);
    alias.ifPresent(url -> issuer.ifPresent(main -> refuseOtherPath(url, main)));
    Optional<List<X509Certificate>> anchors = read.optional(MtlsSettings.MTLS_TRUST_ANCHORS);
    if (proxied && source.isEmpty()) {
      return Optional.empty();
    }
    return read.attempt(
        MtlsSettings.MTLS_EXTRACTOR, () -> new MtlsConfig(source, required, alias, anchors));
  }

  private Optional<CertificateSource> proxyHeader(TrustedProxies proxies) {
    Optional<String> header =
        read.required(
            MtlsSettings.MTLS_PROXY_HEADER, "is required: the header that holds the certificate");
    Optional<CertificateSource.Format> format =
        read.required(
            MtlsSettings.MTLS_PROXY_FORMAT, "is required: how the proxy writes the certificate");
    if (proxies.blocks().isEmpty()) {
      read.problem(
          MtlsSettings.TRUSTED_PROXIES,
          "is required: a header of anybody else could claim any certificate; see "
              + MtlsSettings.TRUSTED_PROXIES.documentedAt());
    }
    Optional<CertificateSource.VerifiedChain> verified = verifiedChain(header);
    if (header.isEmpty() || format.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new CertificateSource.ProxyHeader(header.get(), format.get(), verified));
  }

  private Optional<CertificateSource.VerifiedChain> verifiedChain(Optional<String> certificate) {
    Optional<String> header = read.optional(MtlsSettings.MTLS_PROXY_VERIFIED_HEADER);
    Optional<String> value = read.optional(MtlsSettings.MTLS_PROXY_VERIFIED_VALUE);
    if (read.isSet(MtlsSettings.MTLS_PROXY_VERIFIED_HEADER)
        != read.isSet(MtlsSettings.MTLS_PROXY_VERIFIED_VALUE)) {
      read.problem(
          MtlsSettings.MTLS_PROXY_VERIFIED_HEADER,
          "must be set together with " + MtlsSettings.MTLS_PROXY_VERIFIED_VALUE);
    }
    if (header.isPresent() && header.get().equalsIgnoreCase(certificate.orElse(null))) {
      read.problem(
          MtlsSettings.MTLS_PROXY_VERIFIED_HEADER, "must not be the header of the certificate");
    }
    return header.flatMap(
        name -> value.map(text -> new CertificateSource.VerifiedChain(name, text)));
  }

  private void refuseProxyKeys() {
    for (ConfigKey<?> key : OF_A_PROXY) {
      if (read.isSet(key)) {
        read.problem(
            key,
            "is for " + MtlsSettings.MTLS_EXTRACTOR + "=proxy-header, and without effect here");
      }
    }
  }

  /** The servlet is mounted at one path, whatever host is asked. */
  private void refuseOtherPath(URI alias, IssuerConfig issuer) {
    if (!alias.getRawPath().equals(issuer.path())) {
      read.problem(MtlsSettings.MTLS_ISSUER, "must have the path of " + IssuerSettings.ISSUER);
    }
  }
}
