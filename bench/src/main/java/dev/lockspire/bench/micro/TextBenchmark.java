package dev.lockspire.bench.micro;

import dev.lockspire.http.FormDecoder;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.http.Parameters;
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

/** Reading a form and writing JSON, as an authorization and a token response have them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TextBenchmark {
  private final FormDecoder decoder = new FormDecoder(100);
  private final String query =
      "response_type=code&client_id=billingo-dashboard-public"
          + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&scope=openid+profile+email"
          + "&state=0123456789abcdef0123456789abcdef&nonce=0123456789abcdef0123456789abcdef"
          + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
          + "&code_challenge_method=S256";
  private final String token = "0123456789abcdefghijklmnopqrstuv".repeat(20);

  @Benchmark
  public Parameters decodeForm() {
    return decoder.decode(query);
  }

  @Benchmark
  public byte[] writeTokenResponse() {
    return new JsonWriter(1024)
        .beginObject()
        .field("access_token", token)
        .field("token_type", "Bearer")
        .field("expires_in", 3600L)
        .field("scope", "openid profile email")
        .endObject()
        .toBytes();
  }
}
