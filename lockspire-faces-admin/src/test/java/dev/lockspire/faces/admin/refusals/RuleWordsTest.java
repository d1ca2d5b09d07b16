package dev.lockspire.faces.admin.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A rule's name")
class RuleWordsTest {

  @ParameterizedTest
  @CsvSource({
    "REDIRECT_URI_IS_REGISTERED,The redirect URI is registered",
    "CODE_IS_THIS_CLIENTS,The code is this client's",
    "PKCE_IS_PRESENT,PKCE is present",
    "PARAMETERS_ARE_NOT_REPEATED,The parameters are not repeated",
    "TOKEN_IS_THE_CALLERS_OWN,The token is the caller's own",
    "POST_LOGOUT_REDIRECT_URI_IS_REGISTERED,The post-logout redirect URI is registered"
  })
  @DisplayName("reads as a sentence")
  void sentence(String rule, String words) {
    assertThat(RuleWords.sentence(rule)).isEqualTo(words);
  }
}
