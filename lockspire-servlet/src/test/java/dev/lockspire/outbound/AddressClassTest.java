package dev.lockspire.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SSRF guard: an address")
class AddressClassTest {

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("that is not public has a reason")
  @CsvSource({
    "0.0.0.0, UNSPECIFIED",
    "0.0.0.1, RESERVED",
    "0.255.255.255, RESERVED",
    "10.0.0.0, PRIVATE",
    "10.255.255.255, PRIVATE",
    "100.64.0.0, PRIVATE",
    "100.100.100.200, PRIVATE",
    "100.127.255.255, PRIVATE",
    "127.0.0.1, LOOPBACK",
    "127.255.255.255, LOOPBACK",
    "168.63.129.16, LINK_LOCAL",
    "169.254.0.1, LINK_LOCAL",
    "169.254.169.254, LINK_LOCAL",
    "172.16.0.0, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.0.0.1, RESERVED",
    "192.0.0.192, RESERVED",
    "192.0.2.1, RESERVED",
    "192.88.99.1, RESERVED",
    "192.168.0.1, PRIVATE",
    "192.168.255.255, PRIVATE",
    "198.18.0.1, RESERVED",
    "198.19.255.255, RESERVED",
    "198.51.100.7, RESERVED",
    "203.0.113.255, RESERVED",
    "224.0.0.1, MULTICAST",
    "239.255.255.255, MULTICAST",
    "240.0.0.1, RESERVED",
    "255.255.255.255, RESERVED",
    "::, UNSPECIFIED",
    "::1, LOOPBACK",
    "fc00::1, PRIVATE",
    "fd00:ec2::254, PRIVATE",
    "fdff:ffff::1, PRIVATE",
    "fe80::1, LINK_LOCAL",
    "febf::1, LINK_LOCAL",
    "fec0::1, PRIVATE",
    "feff::1, PRIVATE",
    "ff02::1, MULTICAST",
    "2001:db8::1, RESERVED",
    "3fff::1, RESERVED",
    "2001:2::1, RESERVED",
    "100::1, RESERVED",
    "5f00::1, RESERVED",
    "4000::1, RESERVED",
    "::ffff:0:7f00:1, RESERVED"
  })
  void notPublic(String address, TargetReason reason) throws UnknownHostException {
    assertThat(AddressClass.reason(InetAddress.getByName(address))).contains(reason);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("that carries an IPv4 address is no safer than that")
  @CsvSource({
    "::ffff:127.0.0.1, LOOPBACK",
    "::ffff:10.0.0.1, PRIVATE",
    "::ffff:169.254.169.254, LINK_LOCAL",
    "::127.0.0.1, LOOPBACK",
    "::10.1.2.3, PRIVATE",
    "::8.8.8.8, RESERVED",
    "64:ff9b::127.0.0.1, LOOPBACK",
    "64:ff9b::169.254.169.254, LINK_LOCAL",
    "64:ff9b::10.0.0.1, PRIVATE",
    "64:ff9b:1::8.8.8.8, PRIVATE",
    "2002:7f00:1::, LOOPBACK",
    "2002:a9fe:a9fe::1, LINK_LOCAL",
    "2002:c0a8:101::1, PRIVATE",
    "2002:808:808::1, RESERVED",
    "2001:0:808:808::80ff:fffe, LOOPBACK",
    "2001:0:808:808::5601:5601, LINK_LOCAL",
    "2001:0:808:808::f7f7:f7f7, RESERVED"
  })
  void embedded(String address, TargetReason reason) throws UnknownHostException {
    assertThat(AddressClass.reason(InetAddress.getByName(address))).contains(reason);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("that is public has none, up to the very edge of what is not")
  @ValueSource(
      strings = {
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "168.63.129.15",
        "168.63.129.17",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.0.3.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "203.0.114.0",
        "223.255.255.255",
        "8.8.8.8",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2001:4860:4860::8888",
        "2001:200::1",
        "2001:db7::1",
        "2606:4700::1111",
        "2a00:1450::1",
        "3ffe::1"
      })
  void isPublic(String address) throws UnknownHostException {
    assertThat(AddressClass.reason(InetAddress.getByName(address))).isEmpty();
  }

  @Test
  @DisplayName(
      "44 Mapped IPv6 (B): ::ffff:127.0.0.1 is blocked even where the JDK keeps it as IPv6")
  void mappedBytes() throws UnknownHostException {
    assertThat(AddressClass.reason(v6(mapped(new byte[] {127, 0, 0, 1}))))
        .contains(TargetReason.LOOPBACK);
    assertThat(AddressClass.reason(v6(mapped(new byte[] {8, 8, 8, 8})))).isEmpty();
  }

  @Property(tries = 2000)
  @Label("of IPv4 has the same reason mapped and behind NAT64")
  void sameBehindNat64(@ForAll @Size(4) byte[] v4) throws UnknownHostException {
    Optional<TargetReason> plain = AddressClass.reason(InetAddress.getByAddress(v4));
    byte[] nat64 = new byte[16];
    nat64[1] = 0x64;
    nat64[2] = (byte) 0xff;
    nat64[3] = (byte) 0x9b;
    System.arraycopy(v4, 0, nat64, 12, 4);

    assertThat(AddressClass.reason(v6(mapped(v4)))).isEqualTo(plain);
    assertThat(AddressClass.reason(v6(nat64))).isEqualTo(plain);
  }

  private static byte[] mapped(byte[] v4) {
    byte[] bytes = new byte[16];
    bytes[10] = -1;
    bytes[11] = -1;
    System.arraycopy(v4, 0, bytes, 12, 4);
    return bytes;
  }

  private static InetAddress v6(byte[] bytes) throws UnknownHostException {
    return Inet6Address.getByAddress(null, bytes, 0);
  }
}
