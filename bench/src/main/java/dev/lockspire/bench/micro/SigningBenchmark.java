package dev.lockspire.bench.micro;

import dev.lockspire.bench.micro.Parts.Registered;
import dev.lockspire.http.Issuer;
import dev.lockspire.keys.JwtSigner;
import dev.lockspire.minting.AccessToken;
import dev.lockspire.minting.AccessTokenContent;
import dev.lockspire.minting.AuthenticationEvent;
import dev.lockspire.minting.TokenMint;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.senderconstraint.Confirmation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Signing a JWT, and making a whole access token around it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SigningBenchmark {
  private static final byte[] CLAIMS =
      ("{\"iss\":\"https://issuer.example/lockspire\",\"sub\":\"248289761001\",\"aud\":\"https://api.example\","
              + "\"exp\":1800000000,\"iat\":1799996400,\"jti\":\"0123456789abcdef0123456789abcdef\"}")
          .getBytes(StandardCharsets.US_ASCII);
  private static final Issuer ISSUER = Issuer.of("https://issuer.example/lockspire");
  private static final Duration LIFETIME = Duration.ofHours(1);

  private Parts parts;
  private JwtSigner signer;
  private TokenMint mint;
  private Registered jwt;
  private Registered opaque;
  private AccessTokenContent content;

  @Setup
  public void build() throws IOException {
    parts = new Parts();
    signer = parts.signer();
    mint = parts.mint();
    jwt = parts.client("jwt");
    opaque = parts.client("opaque");
    content =
        new AccessTokenContent(
            "248289761001",
            List.of("read:billing"),
            List.of("https://api.example"),
            AuthenticationEvent.none(),
            Confirmation.none());
  }

  @TearDown
  public void close() throws IOException {
    parts.close();
  }

  @Benchmark
  public String signEs256() {
    return signer.sign(SigningAlgorithm.ES256, "at+jwt", CLAIMS);
  }

  @Benchmark
  public String signRs256() {
    return signer.sign(SigningAlgorithm.RS256, "at+jwt", CLAIMS);
  }

  @Benchmark
  public AccessToken mintJwt() {
    return mint.mint(jwt.client(), ISSUER, content, Instant.now(), LIFETIME);
  }

  @Benchmark
  public AccessToken mintOpaque() {
    return mint.mint(opaque.client(), ISSUER, content, Instant.now(), LIFETIME);
  }
}
