package dev.lockspire.bench.micro;

import dev.lockspire.client.ClientSecrets;
import dev.lockspire.client.ClientSecrets.Verdict;
import dev.lockspire.client.StoredSecrets;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Secret;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Comparing a presented client secret, generated or chosen by a person, with the stored one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ClientSecretBenchmark {
  private final ClientSecrets secrets =
      new ClientSecrets(RandomSource.secure(), InstantSource.system());
  private final Secret generated = secrets.generate();
  private final Secret chosen = Secret.of("correct horse battery staple");
  private final StoredSecrets storedGenerated = stored(generated);
  private final StoredSecrets storedChosen = stored(chosen);

  private StoredSecrets stored(Secret secret) {
    return new StoredSecrets(secrets.store(secret), null, null, null, null);
  }

  @Benchmark
  public Verdict generated() {
    return secrets.verify(storedGenerated, generated.reveal());
  }

  /** Only the first comparison is slow. */
  @Benchmark
  public Verdict chosen() {
    return secrets.verify(storedChosen, chosen.reveal());
  }
}
