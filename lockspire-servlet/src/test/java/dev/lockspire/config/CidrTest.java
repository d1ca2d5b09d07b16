package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A block of addresses")
class CidrTest {

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @DisplayName("contains what shares its leading bits, in its own family")
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "100.64.0.0/10, 100.127.255.255, true",
    "100.64.0.0/10, 100.128.0.0, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7/32, 192.0.2.6, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 203.0.113.9, false",
    "fc00::/7, fdff::1, true",
    "fc00::/7, fe00::1, false",
    "2001:db8::/33, 2001:db8:7fff::, true",
    "2001:db8::/33, 2001:db8:8000::, false",
    "::1, ::1, true"
  })
  void contains(String block, String address, boolean inside) throws UnknownHostException {
    assertThat(Cidr.parse(block).contains(InetAddress.getByName(address))).isEqualTo(inside);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("is refused when it is none, and no name is ever looked up")
  @ValueSource(strings = {"/", "localhost", "localhost/8", "1.2.3", "1.2.3.4.5", "1.2.3.4/", "::g"})
  void refused(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("is written as it is read")
  void text() {
    assertThat(Cidr.parse("10.0.0.0/8")).hasToString("10.0.0.0/8");
    assertThat(Cidr.parse("192.0.2.7")).hasToString("192.0.2.7/32");
  }
}
