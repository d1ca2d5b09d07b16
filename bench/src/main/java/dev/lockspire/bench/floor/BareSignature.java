package dev.lockspire.bench.floor;

import dev.lockspire.crypto.SignatureProviders;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** One ES256 signature after the other, by the provider that the server would choose. */
public final class BareSignature {
  private static final int BATCH = 200;
  private static final int MESSAGE_BYTES = 600;

  private final KeyPair keys;
  private final Optional<Provider> provider;
  private final byte[] message = new byte[MESSAGE_BYTES];

  /** CPU milliseconds per signature, and whose it is. */
  public record Cost(double millis, String provider) {}

  public BareSignature() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    this.keys = generator.generateKeyPair();
    this.provider = SignatureProviders.choose(SignatureProviders.Choice.AUTO);
  }

  /** The median over batches, in CPU time of this thread, after as long a warm-up. */
  public Cost measure(Duration time) throws GeneralSecurityException {
    batches(time);
    double[] millis = batches(time);
    Arrays.sort(millis);
    return new Cost(
        millis[millis.length / 2],
        provider.map(Provider::getName).orElse("JDK " + Runtime.version().feature()));
  }

  private double[] batches(Duration time) throws GeneralSecurityException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] millis = new double[0];
    long end = System.nanoTime() + time.toNanos();
    do {
      long before = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < BATCH; i++) {
        sign();
      }
      long used = threads.getCurrentThreadCpuTime() - before;
      millis = Arrays.copyOf(millis, millis.length + 1);
      millis[millis.length - 1] = used / 1e6 / BATCH;
    } while (System.nanoTime() < end);
    return millis;
  }

  private void sign() throws GeneralSecurityException {
    Signature signature =
        provider.isPresent()
            ? Signature.getInstance("SHA256withECDSA", provider.get())
            : Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(message);
    message[0] = signature.sign()[8];
  }
}
