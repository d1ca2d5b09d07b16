package dev.lockspire.config;

import java.util.Optional;

/** Where a client's certificate comes from; the two differ in whom they trust. */
public sealed interface CertificateSource {

  /** The container ended the TLS connection, and says with which certificate. */
  record Connection() implements CertificateSource {}

  /**
   * A reverse proxy ended it, and says so in a header.
   *
   * @param header name of the header that holds the certificate
   * @param format how it is written there
   * @param verified how the proxy says that it verified the chain; empty when it need not say so
   */
  record ProxyHeader(String header, Format format, Optional<VerifiedChain> verified)
      implements CertificateSource {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException when it is no name of a header
     */
    public ProxyHeader {
      MtlsSettings.MTLS_PROXY_HEADER.check(header);
    }
  }

  /**
   * By which the proxy says that it verified the chain.
   *
   * @param header name of the header
   * @param value what it then holds, exactly
   */
  record VerifiedChain(String header, String value) {

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException when one is not of its form
     */
    public VerifiedChain {
      MtlsSettings.MTLS_PROXY_VERIFIED_HEADER.check(header);
      MtlsSettings.MTLS_PROXY_VERIFIED_VALUE.check(value);
    }
  }

  /** How proxies write a certificate into a header. */
  enum Format {
    /** PEM (RFC 7468), percent-encoded or with its lines folded into one. */
    URL_ENCODED_PEM,
    /** The element {@code Cert} of Envoy's {@code x-forwarded-client-cert}. */
    ENVOY_XFCC,
    /** A byte sequence of structured fields (RFC 9440 §2.2). */
    RFC9440,
    /** Base64 of the DER form, and nothing else. */
    BASE64_DER
  }
}
