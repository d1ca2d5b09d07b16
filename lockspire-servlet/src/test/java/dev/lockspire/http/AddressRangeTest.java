package dev.lockspire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Blocks of IP addresses")
@Label("Blocks of IP addresses")
class AddressRangeTest {

  @ParameterizedTest(name = "{0} contains {1}: {2}")
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.0.2.128/25, 192.0.2.128, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "10.0.0.0/8, ::ffff:10.1.1.1, true",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::, false",
    "::1, ::1, true",
    "fe80::/10, fe80::1, true"
  })
  void contains(String range, String address, boolean expected) {
    assertThat(AddressRange.parse(range).contains(IpLiteral.parse(address).orElseThrow()))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} is none")
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/33",
        "2001:db8::/129",
        "10.0.0.1/8",
        "10.0.0.0/8/8",
        "localhost/8",
        "10.0.0.0/9999999999"
      })
  void malformed(String range) {
    assertThatThrownBy(() -> AddressRange.parse(range))
        .isInstanceOf(IllegalArgumentException.class);
  }

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
  @Label("any text is a block or is refused by IllegalArgumentException")
  void anyText(
      @ForAll
          @StringLength(max = 50)
          @CharRange(from = '0', to = '9')
          @CharRange(from = 'a', to = 'g')
          @Chars({'.', ':', '/', '%', '[', ']', '-', ' '})
          String text) {
    try {
      AddressRange range = AddressRange.parse(text);
      assertThat(range.contains(range.network())).isTrue();
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageMatching("(must|has) .*");
    }
  }
}
