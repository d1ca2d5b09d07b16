package dev.lockspire.it.shop;

import java.util.Map;

/** The shop's people. The password of each is the name. */
final class ShopUsers {
  private static final Map<String, String> NAMES =
      Map.of(
          "ada", "Ada Lovelace",
          "grace", "Grace Hopper",
          "hedy", "Hedy Lamarr",
          "joan", "Joan Clarke",
          "mary", "Mary Kenneth Keller",
          "radia", "Radia Perlman");

  private ShopUsers() {}

  static boolean exists(String user) {
    return NAMES.containsKey(user);
  }

  static String nameOf(String user) {
    return NAMES.get(user);
  }

  static boolean isPassword(String user, String password) {
    return exists(user) && user.equals(password);
  }
}
