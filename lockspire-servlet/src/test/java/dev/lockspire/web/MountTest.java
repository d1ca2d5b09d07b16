package dev.lockspire.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.http.Issuer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The mount")
class MountTest {

  @ParameterizedTest(name = "context <{0}> and mapping {1} make <{2}>")
  @CsvSource({
    "'', /lockspire/*, /lockspire",
    "/shop, /lockspire/*, /shop/lockspire",
    "'', /*, ''",
    "/shop, /*, /shop",
    "/shop, /a/b/*, /shop/a/b"
  })
  void path(String context, String mapping, String path) {
    assertThat(mount(context, mapping).path()).isEqualTo(path);
  }

  @Test
  @DisplayName("agrees with an issuer of the same path")
  void agrees() {
    for (String[] pair :
        new String[][] {
          {"", "/lockspire/*", "https://op.example/lockspire"},
          {"/shop", "/lockspire/*", "http://localhost:8080/shop/lockspire"},
          {"", "/*", "https://op.example"}
        }) {
      assertThatCode(() -> mount(pair[0], pair[1]).requireAgreementWith(Issuer.of(pair[2])))
          .doesNotThrowAnyException();
    }
  }

  @Test
  @DisplayName("says both values when the issuer names another path")
  void disagrees() {
    Issuer issuer = Issuer.of("https://op.example/oauth");
    assertThatThrownBy(() -> mount("/shop", "/lockspire/*").requireAgreementWith(issuer))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("'/oauth'")
        .hasMessageContaining("'/shop/lockspire'")
        .hasMessageContaining("https://op.example/oauth");
  }

  @Test
  @DisplayName("exists once: not twice, not at all, not under several or exact mappings")
  void once() {
    fails(
        new FakeContext()
            .servlet("lockspire", LockspireServlet.class, "/lockspire/*")
            .servlet("mine", LockspireServlet.class, "/oauth/*"),
        "more than once, as lockspire, mine");
    fails(new FakeContext().servlet("other", WellKnownServlet.class, "/x/*"), "not registered");
    fails(
        new FakeContext().servlet("lockspire", LockspireServlet.class, "/a/*", "/b/*"),
        "exactly one prefix");
    fails(
        new FakeContext().servlet("lockspire", LockspireServlet.class, "/lockspire"),
        "exactly one prefix");
    fails(new FakeContext().servlet("lockspire", LockspireServlet.class), "exactly one prefix");
  }

  private static void fails(FakeContext context, String message) {
    assertThatThrownBy(() -> Mount.of(context.build()))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining(message);
  }

  private static Mount mount(String context, String mapping) {
    return Mount.of(
        new FakeContext()
            .at(context)
            .servlet("other", WellKnownServlet.class, "/other/*")
            .servlet("lockspire", LockspireServlet.class, mapping)
            .build());
  }
}
