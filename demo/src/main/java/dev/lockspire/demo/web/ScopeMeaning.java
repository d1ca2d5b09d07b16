package dev.lockspire.demo.web;

import java.util.List;
import java.util.Map;

/** What scopes let an app do, in words a customer understands. */
final class ScopeMeaning {
  private static final Map<String, String> MEANINGS =
      Map.of(
          "openid", "Recognise you when you come back",
          "profile", "See your name and profile",
          "email", "See your e-mail address",
          "phone", "See your phone number",
          "address", "See your postal address",
          "offline_access", "Stay connected while you are away",
          "read:billing", "See your invoices and what you owe",
          "write:billing", "Create and change invoices for you");

  private ScopeMeaning() {}

  /** The meaning, or the scope itself when the host has not heard of it. */
  static String of(String scope) {
    return MEANINGS.getOrDefault(scope, scope);
  }

  static List<String> ofAll(List<String> scopes) {
    return scopes.stream().map(ScopeMeaning::of).toList();
  }
}
