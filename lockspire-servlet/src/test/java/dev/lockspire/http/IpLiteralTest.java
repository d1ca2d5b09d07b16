package dev.lockspire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.Inet6Address;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("IP literals")
@Label("IP literals")
class IpLiteralTest {

  @ParameterizedTest(name = "{0} is not a literal, and is not looked up")
  @ValueSource(
      strings = {
        "localhost",
        "example.com",
        "1",
        "1.2.3",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.4.5",
        "0x7f.0.0.1",
        "::g",
        ":::",
        "1:2",
        "[::1]",
        "fe80::1%eth0",
        "ab",
        "dead.beef"
      })
  void notLiterals(String text) {
    assertThat(IpLiteral.parse(text)).isEmpty();
  }

  @Test
  @DisplayName("a peer may be in brackets and name its interface, as containers write it")
  void peers() {
    assertThat(IpLiteral.ofPeer("[2001:db8::1]")).isEqualTo(IpLiteral.parse("2001:db8::1"));
    assertThat(IpLiteral.ofPeer("fe80::1%eth0")).isEqualTo(IpLiteral.parse("fe80::1"));
    assertThat(IpLiteral.ofPeer("[fe80::1%2]")).isEqualTo(IpLiteral.parse("fe80::1"));
    assertThat(IpLiteral.ofPeer("")).isEmpty();
    assertThat(IpLiteral.parse("::ffff:192.0.2.1")).isEqualTo(IpLiteral.parse("192.0.2.1"));
    assertThat(IpLiteral.parse("192.0.2.1").orElseThrow()).isInstanceOf(Inet4Address.class);
    assertThat(IpLiteral.parse("::1").orElseThrow()).isInstanceOf(Inet6Address.class);
  }

  @Property
  @Label("any text is an address or none, and the address reads back as itself")
  void anyText(
      @ForAll
          @StringLength(max = 50)
          @CharRange(from = '0', to = '9')
          @CharRange(from = 'a', to = 'g')
          @Chars({'.', ':', '%', '[', ']'})
          String text) {
    IpLiteral.parse(text)
        .ifPresent(
            address -> assertThat(IpLiteral.parse(address.getHostAddress())).contains(address));
    assertThat(IpLiteral.ofPeer(text)).isNotNull();
  }
}
