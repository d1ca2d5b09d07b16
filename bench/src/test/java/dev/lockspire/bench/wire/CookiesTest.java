package dev.lockspire.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Cookies")
class CookiesTest {
  private final Cookies cookies = new Cookies();

  @DisplayName("are sent back together, the last value of each name")
  @Test
  void kept() {
    cookies.accept("a=1; Path=/; HttpOnly");
    cookies.accept("b=x=y; SameSite=Lax");
    cookies.accept("a=2");
    assertThat(cookies.header()).isEqualTo("Cookie: a=2; b=x=y\r\n");
  }

  @DisplayName("are dropped when the server ends them")
  @Test
  void dropped() {
    cookies.accept("a=1");
    cookies.accept("a=; Max-Age=0; Path=/");
    assertThat(cookies.header()).isEmpty();
  }
}
