package dev.lockspire.demo.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The four people of the demo. A real host keeps them in its database, with hashed passwords. */
public final class People {
  public static final String OPERATOR = "lockspire-operator";
  public static final String AUDITOR = "lockspire-auditor";

  private final List<Person> all =
      List.of(
          new Person("alice", "acct-alice", "Alice Adams", "Billingo", Set.of(), alice()),
          new Person(
              "bob",
              "acct-bob",
              "Bob Brown",
              "Northstar Retail",
              Set.of(),
              plain("Bob", "Brown", "bob", "bob@northstar.test")),
          new Person(
              "ops",
              "acct-ops",
              "Olga Petrova",
              "Billingo",
              Set.of(OPERATOR),
              plain("Olga", "Petrova", "ops", "ops@billingo.test")),
          new Person(
              "audra",
              "acct-audra",
              "Audra Quinn",
              "Billingo",
              Set.of(AUDITOR),
              plain("Audra", "Quinn", "audra", "audra@billingo.test")));

  /** Who these credentials belong to. */
  public Optional<Person> signIn(String username, String password) {
    boolean same =
        MessageDigest.isEqual(
            username.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    return all.stream().filter(person -> same && person.username().equals(username)).findFirst();
  }

  public Optional<Person> bySubject(String subject) {
    return all.stream().filter(person -> person.subject().equals(subject)).findFirst();
  }

  private static Map<String, Object> plain(
      String given, String family, String username, String email) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("name", given + " " + family);
    claims.put("given_name", given);
    claims.put("family_name", family);
    claims.put("preferred_username", username);
    claims.put("locale", "en-GB");
    claims.put("updated_at", 1_767_225_600L);
    claims.put("email", email);
    claims.put("email_verified", false);
    return claims;
  }

  private static Map<String, Object> alice() {
    Map<String, Object> claims = plain("Alice", "Adams", "alice", "alice@billingo.test");
    claims.put("email_verified", true);
    claims.put("middle_name", "Maria");
    claims.put("nickname", "Ali");
    claims.put("profile", "https://billingo.test/people/alice");
    claims.put("picture", "https://billingo.test/people/alice.png");
    claims.put("website", "https://alice.billingo.test/");
    claims.put("gender", "female");
    claims.put("birthdate", "1990-04-01");
    claims.put("zoneinfo", "Europe/Vienna");
    claims.put("phone_number", "+43 1 555 0100");
    claims.put("phone_number_verified", true);
    claims.put(
        "address",
        Map.of(
            "formatted", "Ringstrasse 1\n1010 Vienna\nAustria",
            "street_address", "Ringstrasse 1",
            "locality", "Vienna",
            "postal_code", "1010",
            "country", "Austria"));
    return claims;
  }
}
