package dev.lockspire.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Comparison whose duration does not tell where two values differ. */
public final class ConstantTime {
  private ConstantTime() {}

  public static boolean equal(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
