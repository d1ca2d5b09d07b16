package dev.lockspire.senderconstraint;

import dev.lockspire.config.CertificateSource.ProxyHeader;
import dev.lockspire.config.CertificateSource.VerifiedChain;
import dev.lockspire.config.TrustedProxies;
import dev.lockspire.http.IpLiteral;
import dev.lockspire.http.OAuthError;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificates that a reverse proxy forwards in a header. From anybody else the header says
 * nothing: it is ignored, and told of in the log from time to time.
 */
final class ForwardedCertificates {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardedCertificates.class);
  private static final int MAX_HEADER = 16_384;
  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  private final ProxyHeader header;
  private final TrustedProxies proxies;
  private final InstantSource clock;
  private final AtomicReference<Instant> nextWarning = new AtomicReference<>(Instant.MIN);

  ForwardedCertificates(ProxyHeader header, TrustedProxies proxies, InstantSource clock) {
    this.header = header;
    this.proxies = proxies;
    this.clock = clock;
  }

  List<X509Certificate> forwarded(Function<String, List<String>> headers, String peer) {
    List<String> values = headers.apply(header.header());
    if (values.stream().allMatch(String::isBlank)) {
      return List.of();
    }
    if (!proxies.include(peer)) {
      warn(peer);
      return List.of();
    }
    if (values.size() > 1) {
      throw refused("multiple_headers", "There is more than one client certificate header.");
    }
    List<X509Certificate> chain = decoded(values.get(0));
    header.verified().ifPresent(sign -> requireVerified(headers.apply(sign.header()), sign));
    return chain;
  }

  private List<X509Certificate> decoded(String value) {
    try {
      if (value.length() > MAX_HEADER) {
        throw new Undecodable("too long");
      }
      return switch (header.format()) {
        case URL_ENCODED_PEM -> PemChain.read(value);
        case ENVOY_XFCC -> EnvoyXfcc.read(value);
        case RFC9440 -> ByteSequence.read(value);
        case BASE64_DER -> List.of(DerCertificate.readBase64(value.strip()));
      };
    } catch (Undecodable malformed) {
      throw refused("invalid_format", "The client certificate header cannot be read.")
          .comparing("problem", malformed.getMessage());
    }
  }

  private static void requireVerified(List<String> said, VerifiedChain sign) {
    if (said.size() != 1 || !said.get(0).equals(sign.value())) {
      throw refused("certificate_not_verified", "The client certificate was not verified.");
    }
  }

  private void warn(String peer) {
    Instant now = clock.instant();
    Instant due = nextWarning.get();
    if (now.isBefore(due) || !nextWarning.compareAndSet(due, now.plus(BETWEEN_WARNINGS))) {
      return;
    }
    LOG.warn(
        "A client certificate in the header {} was ignored: {} is not among"
            + " lockspire.trusted-proxies",
        header.header(),
        IpLiteral.ofPeer(peer).map(InetAddress::getHostAddress).orElse("its sender"));
  }

  private static OAuthError refused(String reason, String description) {
    return OAuthError.invalidRequest(reason, description);
  }
}
