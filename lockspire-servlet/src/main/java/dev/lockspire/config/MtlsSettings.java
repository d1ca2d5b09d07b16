package dev.lockspire.config;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/** Keys of {@link ConfigKeys}: client certificates and the proxies that pass them on. */
final class MtlsSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.MTLS);

  static final ConfigKey<MtlsConfig.Extractor> MTLS_EXTRACTOR =
      TABLE.optional(
          "mtls.extractor",
          KeyTable.words("extractor", MtlsConfig.Extractor.values()),
          "Where client certificates come from: `direct`, the TLS connection of the container;"
              + " `proxy-header`, a header that a trusted proxy sets. Not set: nowhere, and no"
              + " client can authenticate with one.");
  static final ConfigKey<String> MTLS_PROXY_HEADER =
      TABLE.optional(
          "mtls.proxy.header",
          ValueTypes.headerName(),
          "The header in which the proxy passes the certificate. Required for `proxy-header`; the"
              + " proxy must overwrite what a client sends under this name.");
  static final ConfigKey<CertificateSource.Format> MTLS_PROXY_FORMAT =
      TABLE.optional(
          "mtls.proxy.format",
          ValueTypes.oneOf(
              "format",
              List.of(CertificateSource.Format.values()),
              value -> value.name().toLowerCase(Locale.ROOT)),
          "How the proxy writes the certificate; required for `proxy-header`. `url_encoded_pem`:"
              + " PEM, percent-encoded or folded into one line (nginx, AWS ALB); `envoy_xfcc`: the"
              + " element `Cert` of `x-forwarded-client-cert`; `rfc9440`: as in `Client-Cert`;"
              + " `base64_der`: the DER form in Base64.");
  static final ConfigKey<String> MTLS_PROXY_VERIFIED_HEADER =
      TABLE.optional(
          "mtls.proxy.verified-header",
          ValueTypes.headerName(),
          "The header in which the proxy says how verifying the chain went. When set, a certificate"
              + " without the right value beside it is refused.");
  static final ConfigKey<String> MTLS_PROXY_VERIFIED_VALUE =
      TABLE.optional(
          "mtls.proxy.verified-value",
          ValueTypes.text("text"),
          "What `lockspire.mtls.proxy.verified-header` holds, exactly, when the chain was verified:"
              + " `SUCCESS` for nginx.");
  static final ConfigKey<MtlsConfig.Mode> MTLS_MODE =
      TABLE.key(
          "mtls.mode",
          KeyTable.words("mode", MtlsConfig.Mode.values()),
          "optional",
          "Whether a request must come with a certificate. `optional`: only what needs one refuses"
              + " a request without. `required`: every request to the mount without one is answered"
              + " 400, those of browsers too; for a mount that machines alone use.");
  static final ConfigKey<URI> MTLS_ISSUER =
      TABLE.optional(
          "mtls.issuer",
          UriRules.tlsIssuer(),
          "The issuer's URL on a host that asks for client certificates, when the issuer's own host"
              + " does not: published in `mtls_endpoint_aliases` (RFC 8705 §5). Same path as"
              + " `lockspire.issuer`.");
  static final ConfigKey<List<X509Certificate>> MTLS_TRUST_ANCHORS =
      TABLE.optional(
          "mtls.trust-anchors",
          CertificatesFile.type(),
          "Authorities that the chain of a `tls_client_auth` client must lead to. Set it when"
              + " whoever ends the TLS connection lets unverified certificates through, as it must"
              + " for `self_signed_tls_client_auth`. Not set: chains are taken to be verified"
              + " already.");
  static final ConfigKey<List<Cidr>> TRUSTED_PROXIES =
      TABLE.key(
          "trusted-proxies",
          ValueTypes.addresses().list("list of addresses"),
          "",
          "Addresses that the reverse proxies connect from, in CIDR notation. Headers about a"
              + " connection count from these only.");

  private MtlsSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
