package dev.lockspire.demo.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** The loopback addresses of this machine: the only ones the demo listens on. */
final class Loopback {
  private Loopback() {}

  /** IPv4 first; IPv6 too where the machine has it, because browsers may try it first. */
  static List<InetAddress> addresses() {
    List<InetAddress> found = new ArrayList<>();
    for (String literal : List.of("127.0.0.1", "::1")) {
      try {
        InetAddress address = InetAddress.getByName(literal);
        if (bindable(address, 0)) {
          found.add(address);
        }
      } catch (UnknownHostException noSuchFamily) {
        // This machine goes without.
      }
    }
    return List.copyOf(found);
  }

  /** {@code port}, or a free one in place of 0. */
  static int port(int port) {
    if (port != 0) {
      return port;
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StartProblem("No free port was found: " + e, e);
    }
  }

  static boolean bindable(InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Without it a port whose last connections still linger would look taken.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
