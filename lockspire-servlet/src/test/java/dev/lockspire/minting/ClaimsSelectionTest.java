package dev.lockspire.minting;

import static dev.lockspire.minting.ScriptedHost.claims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockspire.host.Account;
import dev.lockspire.host.Claims;
import dev.lockspire.http.OAuthError;
import dev.lockspire.minting.AccountClaims.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Which claims are delivered")
class ClaimsSelectionTest {
  private static final ClaimsRequest NOTHING = ClaimsRequest.none();
  private final ClaimsSelection selection = new ClaimsSelection(Map.of());

  private static Person person(Map<String, Object> userinfo, Map<String, Object> idToken) {
    return new Person(Account.of("person-1"), new Claims(userinfo, idToken));
  }

  private static ClaimsRequest request(String json) {
    return ClaimsRequest.parse(json).orElseThrow();
  }

  @Test
  @DisplayName("at UserInfo: those of the granted scopes, by the table of OpenID Connect Core §5.4")
  void byScope() {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    table.put(
        "profile",
        Set.of(
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at"));
    table.put("email", Set.of("email", "email_verified"));
    table.put("phone", Set.of("phone_number", "phone_number_verified"));
    table.put("address", Set.of("address"));
    Map<String, Object> everything = new LinkedHashMap<>();
    table.values().forEach(names -> names.forEach(name -> everything.put(name, name + "!")));
    everything.put("department", "R&D");
    Person person = person(everything, Map.of());
    table.forEach(
        (scope, names) ->
            assertThat(selection.forUserinfo(person, Set.of("openid", scope), NOTHING))
                .containsOnlyKeys(names));
    assertThat(selection.forUserinfo(person, Set.of("openid"), NOTHING)).isEmpty();
  }

  @Test
  @DisplayName("at UserInfo: a claim in another language belongs to its scope")
  void languages() {
    Person person = person(claims("name", "Ada", "name#de-AT", "Adele", "title#de", "x"), Map.of());
    assertThat(selection.forUserinfo(person, Set.of("profile"), NOTHING))
        .containsOnlyKeys("name", "name#de-AT");
  }

  @Test
  @DisplayName("at UserInfo: those requested by name, whatever the scopes")
  void requested() {
    Person person = person(claims("email", "a@b.example", "department", "R&D"), Map.of());
    ClaimsRequest request =
        request("{\"userinfo\":{\"department\":null,\"unknown\":{\"essential\":true}}}");
    assertThat(selection.forUserinfo(person, Set.of("openid"), request))
        .isEqualTo(Map.of("department", "R&D"));
  }

  @Test
  @DisplayName("a claim requested with a value is delivered only with that value")
  void requestedValue() {
    Person person = person(claims("level", 3L, "tier", "gold"), Map.of());
    ClaimsRequest met =
        request("{\"userinfo\":{\"level\":{\"value\":3},\"tier\":{\"values\":[\"a\",\"gold\"]}}}");
    ClaimsRequest unmet =
        request("{\"userinfo\":{\"level\":{\"value\":4},\"tier\":{\"values\":[\"a\"]}}}");
    assertThat(selection.forUserinfo(person, Set.of(), met)).containsOnlyKeys("level", "tier");
    assertThat(selection.forUserinfo(person, Set.of(), unmet)).isEmpty();
  }

  @Test
  @DisplayName("in the ID token: what the host puts there and what was requested for it by name")
  void idToken() {
    Person person = person(claims("name", "Ada", "email", "a@b.example"), claims("tenant", "t1"));
    Set<String> scopes = Set.of("openid", "profile", "email");
    assertThat(selection.forIdToken(person, scopes, NOTHING)).isEqualTo(Map.of("tenant", "t1"));
    assertThat(
            selection.forIdToken(
                person,
                scopes,
                request("{\"id_token\":{\"email\":null},\"userinfo\":{\"name\":null}}")))
        .isEqualTo(Map.of("tenant", "t1", "email", "a@b.example"));
  }

  @Test
  @DisplayName("never a name that the protocol owns, from the host or by request")
  void protectedNames() {
    Map<String, Object> forged = new LinkedHashMap<>();
    ClaimsSelection.PROTECTED.forEach(name -> forged.put(name, "forged"));
    List<String> wanted = new ArrayList<>();
    forged.keySet().forEach(name -> wanted.add("\"" + name + "\":null"));
    String all = "{" + String.join(",", wanted) + "}";
    ClaimsRequest request = request("{\"id_token\":" + all + ",\"userinfo\":" + all + "}");
    Person person = person(forged, forged);
    assertThat(ClaimsSelection.PROTECTED)
        .contains("iss", "sub", "aud", "exp", "iat", "nonce", "at_hash", "auth_time", "sid");
    assertThat(selection.forIdToken(person, Set.of("openid"), request)).isEmpty();
    assertThat(
            new ClaimsSelection(Map.of("x", ClaimsSelection.PROTECTED))
                .forUserinfo(person, Set.of("x"), request))
        .isEmpty();
  }

  @Test
  @DisplayName("without nulls, empty text and empty objects, at any depth")
  void empties() {
    Person person =
        person(
            claims(
                "name",
                null,
                "nickname",
                "",
                "locale",
                "de",
                "address",
                claims("locality", "Wien", "region", null, "country", "")),
            claims("tenant", null));
    assertThat(selection.forUserinfo(person, Set.of("profile", "address"), NOTHING))
        .isEqualTo(Map.of("locale", "de", "address", Map.of("locality", "Wien")));
    assertThat(selection.forIdToken(person, Set.of("openid"), NOTHING)).isEmpty();
    Person nobody = person(claims("address", claims("region", null)), Map.of());
    assertThat(selection.forUserinfo(nobody, Set.of("address"), NOTHING)).isEmpty();
  }

  @Test
  @DisplayName("false, zero and empty lists are values")
  void falseIsAValue() {
    Person person = person(claims("email_verified", false, "email", List.of()), Map.of());
    assertThat(selection.forUserinfo(person, Set.of("email"), NOTHING))
        .isEqualTo(Map.of("email_verified", false, "email", List.of()));
  }

  @Test
  @DisplayName("hosts add scopes of their own and claims to the standard ones")
  void moreMappings() {
    ClaimsSelection more =
        new ClaimsSelection(Map.of("hr", Set.of("department"), "email", Set.of("email_backup")));
    Person person =
        person(claims("department", "R&D", "email", "a@b", "email_backup", "c@d"), Map.of());
    assertThat(more.forUserinfo(person, Set.of("hr"), NOTHING)).containsOnlyKeys("department");
    assertThat(more.forUserinfo(person, Set.of("email"), NOTHING))
        .containsOnlyKeys("email", "email_backup");
  }

  @Test
  @DisplayName("a value that is no JSON is the host's failure, not a broken response")
  void noJson() {
    Person person = person(claims("name", new Object()), Map.of());
    OAuthError error =
        catchThrowableOfType(
            OAuthError.class,
            () -> selection.forUserinfo(person, Set.of("profile"), NOTHING).isEmpty());
    assertThat(error.reason()).isEqualTo("claims_resolution_failed");
  }
}
