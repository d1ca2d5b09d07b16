package dev.lockspire.demo.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The people of the demo")
class PeopleTest {
  private final People people = new People();

  @ParameterizedTest(name = "{0}")
  @DisplayName("sign in with their name as password, and are found by their subject again")
  @ValueSource(strings = {"alice", "bob", "ops", "audra"})
  void signIn(String name) {
    Person person = people.signIn(name, name).orElseThrow();
    assertThat(people.bySubject(person.subject())).contains(person);
    assertThat(person.subject()).doesNotContain("@");
    assertThat(person.claims()).containsKeys("name", "email", "preferred_username");
  }

  @Test
  @DisplayName("do not sign in with anything else")
  void refused() {
    assertThat(people.signIn("alice", "bob")).isEmpty();
    assertThat(people.signIn("mallory", "mallory")).isEmpty();
    assertThat(people.signIn("", "")).isEmpty();
  }

  @Test
  @DisplayName("have the roles of the console, and only two of them do")
  void roles() {
    assertThat(people.signIn("ops", "ops").orElseThrow().roles()).containsExactly(People.OPERATOR);
    assertThat(people.signIn("audra", "audra").orElseThrow().roles())
        .containsExactly(People.AUDITOR);
    assertThat(people.signIn("alice", "alice").orElseThrow().roles()).isEmpty();
    assertThat(people.signIn("bob", "bob").orElseThrow().roles()).isEmpty();
  }

  @Test
  @DisplayName("include one with every standard claim")
  void alice() {
    assertThat(people.signIn("alice", "alice").orElseThrow().claims())
        .containsEntry("email_verified", true)
        .containsKeys("phone_number", "address", "birthdate", "zoneinfo", "updated_at");
  }
}
