package dev.lockspire.clientauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Call;
import dev.lockspire.http.Calls;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Compares how long refusals take, by the ratio of medians of interleaved runs, so that neither the
 * machine nor what else it does decides. A difference that is really there shows every time; one
 * that was chance does not show three times.
 */
@DisplayName("Unknown client, wrong secret and wrong method take comparable time")
final class IndistinguishableTest {
  private static final AssertionFixture FIXTURE = new AssertionFixture();
  private static final ClientKey RSA = ClientKey.rsa("rsa");
  private static final ClientKey ED = ClientKey.edDsa("ed");
  private static final int ROUNDS = 500;
  private static final int WARM_UP = 500;
  private static final int ATTEMPTS = 3;
  private static final double LEAST = 0.6;
  private static final double MOST = 1.6;

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @Test
  @DisplayName("for assertions signed with ES256: unknown, forged, unfit type, wrong audience")
  void es256() {
    ClientKey stranger = ClientKey.es256("j");
    FIXTURE.clients.create("client_id", "basic-es");
    comparable(
        Map.of(
            "unknown client", () -> FIXTURE.by("nobody", stranger).call(),
            "wrong signature", () -> FIXTURE.byJ().signedBy(stranger).call(),
            "unknown key", () -> FIXTURE.byJ().kid("other").call(),
            "wrong method", () -> FIXTURE.by("basic-es", stranger).call(),
            "wrong typ", () -> FIXTURE.byJ().header("typ", "at+jwt").call(),
            "wrong audience", () -> FIXTURE.byJ().claim("aud", "x").call()));
  }

  @Test
  @DisplayName("for assertions signed with PS256")
  void ps256() {
    FIXTURE.keyClient("rsa", RSA);
    FIXTURE.clients.test.settle();
    ClientKey stranger = ClientKey.rsa("rsa");
    comparable(
        Map.of(
            "unknown client", () -> FIXTURE.by("nobody", stranger).call(),
            "wrong signature", () -> FIXTURE.by("rsa", stranger).call(),
            "no such key", () -> FIXTURE.by("J", stranger).call()));
  }

  @Test
  @DisplayName("for assertions signed with EdDSA")
  void edDsa() {
    FIXTURE.keyClient("ed", ED);
    FIXTURE.clients.test.settle();
    ClientKey stranger = ClientKey.edDsa("ed");
    comparable(
        Map.of(
            "unknown client", () -> FIXTURE.by("nobody", stranger).call(),
            "wrong signature", () -> FIXTURE.by("ed", stranger).call(),
            "wrong method", () -> FIXTURE.by("H", stranger).call()));
  }

  @Test
  @DisplayName("for assertions signed with HS256")
  void hs256() {
    ClientKey stranger = ClientKey.secret("s".repeat(43));
    comparable(
        Map.of(
            "unknown client", () -> FIXTURE.by("nobody", stranger).call(),
            "wrong signature", () -> FIXTURE.by("H", stranger).call(),
            "algorithm of another method", () -> FIXTURE.by("J", stranger).call()));
  }

  @Test
  @DisplayName("for secrets in the header and in the body")
  void secrets() {
    FIXTURE.clients.create("client_id", "basic");
    FIXTURE.clients.create("client_id", "post", "token_endpoint_auth_method", "client_secret_post");
    comparable(
        Map.of(
            "unknown client", () -> basic("nobody"),
            "wrong secret", () -> basic("basic"),
            "wrong method", () -> basic("post")));
    comparable(
        Map.of(
            "unknown client", () -> post("nobody"),
            "wrong secret", () -> post("post"),
            "wrong method", () -> post("basic")));
  }

  private static Call basic(String id) {
    String pair = id + ":" + "s".repeat(43);
    return call(
        Map.of(),
        Map.of(
            "Authorization",
            List.of(
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(pair.getBytes(StandardCharsets.US_ASCII)))));
  }

  private static Call post(String id) {
    return call(Map.of("client_id", id, "client_secret", "s".repeat(43)), Map.of());
  }

  private static Call call(Map<String, String> form, Map<String, List<String>> headers) {
    return Calls.of("POST", "/token", Parameters.none(), Parameters.of(form), headers, Map.of());
  }

  private static void comparable(Map<String, Supplier<Call>> cases) {
    Map<String, Double> ratios = Map.of();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ratios = ratios(cases);
      if (ratios.values().stream().allMatch(ratio -> ratio >= LEAST && ratio <= MOST)) {
        return;
      }
    }
    assertThat(ratios.values()).as("%s", ratios).allMatch(r -> r >= LEAST && r <= MOST);
  }

  /** The median of each case, in those of the unknown client. */
  private static Map<String, Double> ratios(Map<String, Supplier<Call>> cases) {
    Map<String, long[]> times = new LinkedHashMap<>();
    cases.keySet().forEach(name -> times.put(name, new long[ROUNDS]));
    List<String> names = new ArrayList<>(cases.keySet());
    Map<String, Call> calls = new LinkedHashMap<>();
    cases.forEach((name, call) -> calls.put(name, call.get()));
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      FIXTURE.judged.clear();
      FIXTURE.clients.told.clear();
      for (int i = 0; i < names.size(); i++) {
        // Another one first each time, so that what goes before is the same for all.
        String name = names.get(Math.floorMod(i + round, names.size()));
        Call call = calls.get(name);
        long start = System.nanoTime();
        refused(call);
        long took = System.nanoTime() - start;
        if (round >= 0) {
          times.get(name)[round] = took;
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    double reference = median(times.get("unknown client"));
    times.forEach((name, all) -> medians.put(name, median(all) / reference));
    return medians;
  }

  private static double median(long[] all) {
    long[] sorted = all.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void refused(Call call) {
    try {
      FIXTURE.authenticator.authenticate(call, ProtocolSurface.TOKEN);
    } catch (OAuthError expected) {
      return;
    }
    throw new AssertionError("let in");
  }
}
