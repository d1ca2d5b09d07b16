package dev.lockspire.config;

import static dev.lockspire.config.ValueTypes.require;

import java.util.Objects;
import java.util.OptionalInt;

/** What outgoing requests may reach although it is not public. */
public sealed interface AllowedTarget {

  /** The addresses of a block, whatever they are. */
  record Block(Cidr addresses) implements AllowedTarget {
    public Block {
      Objects.requireNonNull(addresses, "addresses");
    }
  }

  /**
   * A host by its name in lower case: its addresses may be private or loopback ones.
   *
   * @param port reachable at this port as well, when there is one: 1 to 65535
   */
  record Host(String name, OptionalInt port) implements AllowedTarget {

    /**
     * Checks name and port.
     *
     * @throws IllegalArgumentException when one is none
     */
    public Host {
      require(AllowedTargetText.isHost(name), AllowedTargetText.RULE);
      port.ifPresent(number -> require(number >= 1 && number <= 65_535, AllowedTargetText.RULE));
    }
  }
}
