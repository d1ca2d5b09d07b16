package dev.lockspire.config;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Where outgoing requests may go beyond public addresses, and whom they trust.
 *
 * @param allowedTargets what may be reached although it is not public
 * @param allowedPorts the ports of any target
 * @param trustedCertificates trusted beside what the JVM trusts
 */
public record OutboundConfig(
    List<AllowedTarget> allowedTargets,
    List<PortRange> allowedPorts,
    List<X509Certificate> trustedCertificates) {

  public OutboundConfig {
    allowedTargets = List.copyOf(allowedTargets);
    allowedPorts = List.copyOf(allowedPorts);
    trustedCertificates = List.copyOf(trustedCertificates);
  }
}
