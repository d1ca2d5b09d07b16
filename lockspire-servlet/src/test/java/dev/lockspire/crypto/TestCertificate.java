package dev.lockspire.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate with its key, written by hand so that it can be anything.
 *
 * @param keys the subject's
 */
public record TestCertificate(X509Certificate certificate, KeyPair keys) {
  private static final AtomicLong SERIAL = new AtomicLong(1);
  private static final byte[] ECDSA_SHA256 = sequence(oid(42, 134, 72, 206, 61, 4, 3, 2));
  private static final byte[] RSA_SHA256 =
      sequence(oid(42, 134, 72, 134, 247, 13, 1, 1, 11), der(0x05));
  private static final byte[] ED25519 = sequence(oid(43, 101, 112));

  public static Builder of(String subject) {
    return new Builder(new X500Principal(subject).getEncoded());
  }

  /**
   * @param subject the encoded name
   */
  public static Builder of(byte[] subject) {
    return new Builder(subject);
  }

  public static TestCertificate selfSigned(String subject) {
    return of(subject).issue();
  }

  public byte[] encoded() {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(encoded());
  }

  public String pem() {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n"
        + lines.encodeToString(encoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  /** The certificate as a file that configuration can name. */
  public Path pemFile(Path folder) {
    try {
      return Files.writeString(folder.resolve("certificate.pem"), pem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As nginx and Envoy escape it. */
  public String percentEncodedPem() {
    return URLEncoder.encode(pem(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  public static KeyPair keys(String algorithm) {
    try {
      boolean curve = algorithm.startsWith("secp");
      KeyPairGenerator generator = KeyPairGenerator.getInstance(curve ? "EC" : algorithm);
      if (curve) {
        generator.initialize(new ECGenParameterSpec(algorithm));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a certificate says; self-signed on P-256 and valid from 2025 to 2035 unless told. */
  public static final class Builder {
    private final byte[] subject;
    private final ByteArrayOutputStream names = new ByteArrayOutputStream();
    private final ByteArrayOutputStream extensions = new ByteArrayOutputStream();
    private KeyPair keys;
    private TestCertificate issuer;
    private Instant from = Instant.parse("2025-01-01T00:00:00Z");
    private Instant until = Instant.parse("2035-01-01T00:00:00Z");

    private Builder(byte[] subject) {
      this.subject = subject;
    }

    public Builder keys(KeyPair own) {
      keys = own;
      return this;
    }

    public Builder issuedBy(TestCertificate other) {
      issuer = other;
      return this;
    }

    public Builder valid(Instant notBefore, Instant notAfter) {
      from = notBefore;
      until = notAfter;
      return this;
    }

    public Builder email(String name) {
      return name(0x81, name.getBytes(StandardCharsets.US_ASCII));
    }

    public Builder dns(String name) {
      return name(0x82, name.getBytes(StandardCharsets.US_ASCII));
    }

    public Builder uri(String name) {
      return name(0x86, name.getBytes(StandardCharsets.US_ASCII));
    }

    public Builder ip(String address) {
      try {
        return name(0x87, InetAddress.getByName(address).getAddress());
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(e);
      }
    }

    public Builder name(int tag, byte[] value) {
      names.writeBytes(der(tag, value));
      return this;
    }

    /** May issue others. */
    public Builder authority() {
      extensions.writeBytes(
          sequence(
              oid(85, 29, 19),
              der(0x01, new byte[] {-1}),
              der(0x04, sequence(der(0x01, new byte[] {-1})))));
      return this;
    }

    /** Is for servers alone. */
    public Builder forServers() {
      return usage(1);
    }

    public Builder forClients() {
      return usage(2);
    }

    private Builder usage(int last) {
      extensions.writeBytes(
          sequence(oid(85, 29, 37), der(0x04, sequence(oid(43, 6, 1, 5, 5, 7, 3, last)))));
      return this;
    }

    public TestCertificate issue() {
      try {
        KeyPair own = keys == null ? TestCertificate.keys("secp256r1") : keys;
        PrivateKey signer = issuer == null ? own.getPrivate() : issuer.keys().getPrivate();
        byte[] issuerName =
            issuer == null ? subject : issuer.certificate().getSubjectX500Principal().getEncoded();
        byte[] algorithm = algorithm(signer);
        byte[] content =
            sequence(
                der(0xa0, der(0x02, new byte[] {2})),
                der(0x02, BigInteger.valueOf(SERIAL.getAndIncrement()).toByteArray()),
                algorithm,
                issuerName,
                sequence(time(from), time(until)),
                subject,
                own.getPublic().getEncoded(),
                extensions());
        byte[] encoded =
            sequence(content, algorithm, der(0x03, new byte[1], signature(signer, content)));
        return new TestCertificate(
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(encoded)),
            own);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private byte[] extensions() {
      if (names.size() > 0) {
        extensions.writeBytes(sequence(oid(85, 29, 17), der(0x04, sequence(names.toByteArray()))));
      }
      return extensions.size() == 0 ? new byte[0] : der(0xa3, sequence(extensions.toByteArray()));
    }

    private static byte[] algorithm(PrivateKey signer) {
      return switch (signer.getAlgorithm()) {
        case "RSA" -> RSA_SHA256;
        case "EdDSA", "Ed25519" -> ED25519;
        default -> ECDSA_SHA256;
      };
    }

    private static byte[] signature(PrivateKey signer, byte[] content)
        throws GeneralSecurityException {
      Signature signature =
          Signature.getInstance(
              switch (signer.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EdDSA", "Ed25519" -> "Ed25519";
                default -> "SHA256withECDSA";
              });
      signature.initSign(signer);
      signature.update(content);
      return signature.sign();
    }

    private static byte[] time(Instant instant) {
      String text =
          DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(instant);
      return der(0x18, text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  public static byte[] sequence(byte[]... content) {
    return der(0x30, content);
  }

  /** The encoded content of an object identifier, byte by byte. */
  public static byte[] oid(int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) content[i];
    }
    return der(0x06, bytes);
  }

  /** Tag, length and content. */
  public static byte[] der(int tag, byte[]... content) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (byte[] part : content) {
      value.writeBytes(part);
    }
    int length = value.size();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (length < 0x80) {
      all.write(length);
    } else if (length < 0x100) {
      all.write(0x81);
      all.write(length);
    } else {
      all.write(0x82);
      all.write(length >> 8);
      all.write(length);
    }
    all.writeBytes(value.toByteArray());
    return all.toByteArray();
  }
}
