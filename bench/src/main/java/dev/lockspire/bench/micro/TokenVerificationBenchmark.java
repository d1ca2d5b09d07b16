package dev.lockspire.bench.micro;

import dev.lockspire.bench.micro.Parts.Registered;
import dev.lockspire.http.Issuer;
import dev.lockspire.minting.AccessTokenContent;
import dev.lockspire.minting.AuthenticationEvent;
import dev.lockspire.minting.TokenMint;
import dev.lockspire.protect.Decision;
import dev.lockspire.protect.Protection;
import dev.lockspire.senderconstraint.Confirmation;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Judging the ES256 access token of a request to a protected route, all three steps of it, beside
 * the bare signature verification that it cannot do without.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, time = 4)
@Measurement(iterations = 8, time = 3)
@Fork(3)
public class TokenVerificationBenchmark {
  /** More than the cache of known tokens holds, so that it is full and drops some. */
  private static final int TOKENS = 20_000;

  private static final Issuer ISSUER = Issuer.of("https://issuer.example/lockspire");
  private static final String API = "https://api.example";

  private final RouteCall call = new RouteCall();
  private Parts parts;
  private List<List<String>> headers;
  private List<BareVerification> bare;
  private Protection route;

  @Setup
  public void build() throws IOException, GeneralSecurityException {
    parts = new Parts();
    TokenMint mint = parts.mint();
    Registered client = parts.client("jwt");
    AccessTokenContent content =
        new AccessTokenContent(
            "248289761001",
            List.of("read:billing"),
            List.of(API),
            AuthenticationEvent.none(),
            Confirmation.none());
    byte[] jwks = parts.publishedKeys().current().jwks();
    headers = new ArrayList<>(TOKENS);
    bare = new ArrayList<>(TOKENS);
    for (int i = 0; i < TOKENS; i++) {
      String token =
          mint.mint(client.client(), ISSUER, content, Instant.now(), Duration.ofHours(1)).value();
      headers.add(List.of("Bearer " + token));
      bare.add(new BareVerification(token, jwks, parts.provider()));
    }
    route = route();
  }

  /** One that has seen no token yet. */
  private Protection route() {
    return parts.protect(ISSUER).scopes("read:billing").audience(API).build();
  }

  @TearDown
  public void close() throws IOException {
    parts.close();
  }

  /**
   * What the provider takes for the signatures of the same tokens, one after the other: of a single
   * one a processor would learn the way.
   */
  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public void bareSignature(Blackhole result) throws GeneralSecurityException {
    for (BareVerification one : bare) {
      result.consume(one.verify());
    }
  }

  /** A token that was never seen before. */
  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public void neverSeen(Blackhole result) {
    Protection unknowing = route();
    for (List<String> header : headers) {
      result.consume(allowed(unknowing, header));
    }
  }

  /** A token that is shown again. */
  @Benchmark
  public Decision shownAgain() {
    return allowed(route, headers.get(0));
  }

  private Decision allowed(Protection by, List<String> header) {
    Decision decision = by.verify(call.with(header));
    if (decision instanceof Decision.Refused refused) {
      throw new IllegalStateException("the token was refused: " + refused.json());
    }
    return decision;
  }
}
