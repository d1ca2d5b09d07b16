package dev.lockspire.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.storage.StorageFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Authorization details as values")
final class DetailValuesTest {

  @Test
  @DisplayName("are equal, with one fingerprint, where they are the same JSON")
  void equality() {
    AuthorizationDetails one =
        AuthorizationDetails.ofStored("[{\"type\": \"a\", \"n\": 1.0, \"t\": \"\\u0041\"}]");
    AuthorizationDetails same =
        AuthorizationDetails.ofStored("[{\"t\":\"A\",\"n\":1,\"type\":\"a\"}]");
    AuthorizationDetails other =
        AuthorizationDetails.ofStored("[{\"t\":\"a\",\"n\":1,\"type\":\"a\"}]");

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    assertThat(one.fingerprint()).isEqualTo(same.fingerprint()).isNotEqualTo(other.fingerprint());
    assertThat(AuthorizationDetails.none().fingerprint())
        .as("the default of the column")
        .isEqualTo("4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945");
  }

  @Test
  @DisplayName(
      "cannot be changed, neither through what they were made of nor through what they show")
  void immutable() {
    List<Object> inner = new ArrayList<>(List.of(1));
    Map<String, Object> object = new HashMap<>(Map.of("type", "a", "inner", inner));
    AuthorizationDetails details = AuthorizationDetails.of(List.of(object));

    inner.add(2);
    object.put("more", true);

    assertThat(details.toJson()).isEqualTo("[{\"inner\":[1],\"type\":\"a\"}]");
    Map<String, Object> shown = details.objects().get(0);
    assertThatThrownBy(() -> shown.put("more", true))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) shown.get("inner")).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @DisplayName("hold whole numbers as Long and others as BigDecimal, whatever they came as")
  void numbers() {
    Map<String, Object> object =
        AuthorizationDetails.of(
                List.of(
                    Map.of(
                        "type",
                        "a",
                        "int",
                        7,
                        "whole",
                        7.0,
                        "big",
                        new BigDecimal("10.50"),
                        "large",
                        9007199254740991L)))
            .objects()
            .get(0);

    assertThat(object)
        .containsEntry("int", 7L)
        .containsEntry("whole", 7L)
        .containsEntry("big", new BigDecimal("10.5"))
        .containsEntry("large", 9007199254740991L);
  }

  @Test
  @DisplayName("tell logs their types alone")
  void masked() {
    assertThat(AuthorizationDetails.of(List.of(Map.of("type", "a", "iban", "DE00"))))
        .hasToString("AuthorizationDetails[a]");
  }

  @Test
  @DisplayName("are pretty over several lines, empty parts on one")
  void pretty() {
    AuthorizationDetails details =
        AuthorizationDetails.ofStored(
            "[{\"type\":\"a\",\"b\":{\"x\":[1,null]},\"c\":{},\"d\":[]}]");

    assertThat(details.toPrettyJson())
        .isEqualTo(
            """
            [
              {
                "b": {
                  "x": [
                    1,
                    null
                  ]
                },
                "c": {},
                "d": [],
                "type": "a"
              }
            ]\
            """);
  }

  @Test
  @DisplayName("that are stored and cannot be read are a failure of storage, not none")
  void unreadable() {
    assertThatThrownBy(() -> AuthorizationDetails.ofStored("{}"))
        .isInstanceOf(StorageFailure.class);
    assertThat(AuthorizationDetails.ofStored(null).isEmpty()).isTrue();
    assertThat(AuthorizationDetails.ofStored("[]").isEmpty()).isTrue();
  }
}
