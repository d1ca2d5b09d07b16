package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.HostRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.FormDecoder;
import dev.lockspire.http.Headers;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("state fidelity [B-16], for any state")
class StateFidelityTest {
  private static final FormDecoder DECODER = new FormDecoder(10);

  @Property
  @Label("survives the way in and the query mode byte for byte")
  void query(@ForAll("states") String state) {
    Reply reply = new QueryMode().deliver(call(), target("https://c.example/cb?a=b"), with(state));

    assertThat(Answer.query(reply).all("state")).containsExactly(state);
    assertThat(Answer.query(reply).all("a")).containsExactly("b");
  }

  @Property
  @Label("survives the way in and the fragment mode byte for byte")
  void fragment(@ForAll("states") String state) {
    Reply reply = new FragmentMode().deliver(call(), target("https://c.example/cb"), with(state));

    assertThat(Answer.fragment(reply).all("state")).containsExactly(state);
    assertThat(Answer.location(reply)).matches("[\\x21-\\x7e]*");
  }

  @Property
  @Label("survives the way in and the form post mode byte for byte")
  void formPost(@ForAll("states") String state) {
    Reply reply =
        new FormPostMode(RandomSource.secure())
            .deliver(call(), target("https://c.example/cb"), with(state));

    assertThat(Answer.hiddenInputs(reply)).containsEntry("state", state).hasSize(2);
  }

  @Property
  @Label("is refused exactly when it is too long or holds control characters")
  void returnable(@ForAll String state) {
    boolean control = state.chars().anyMatch(c -> c < 0x20 || (c >= 0x7f && c < 0xa0));

    assertThat(OAuthParameterRules.isReturnableState(state))
        .isEqualTo(!control && state.length() <= 2048);
  }

  /** What a form can carry and the rules let pass. */
  @Provide
  Arbitrary<String> states() {
    return Arbitraries.strings()
        .ofMinLength(1)
        .ofMaxLength(60)
        .filter(OAuthParameterRules::isReturnableState)
        .filter(state -> state.chars().noneMatch(c -> Character.isSurrogate((char) c)));
  }

  /** The state as it arrives after the decoder, among what every answer has. */
  private static Map<String, String> with(String state) {
    Parameters sent = DECODER.decode("state=" + QueryString.encode(state));
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("code", "abc");
    parameters.put("state", sent.value("state").orElseThrow());
    return parameters;
  }

  private static ResponseTarget target(String redirectUri) {
    return new ResponseTarget("c1", redirectUri, "query", null);
  }

  private static Call call() {
    return new Call(
        "GET",
        "/authorize",
        Parameters.none(),
        Parameters.none(),
        Headers.none(),
        Map.of(),
        List.of(),
        "127.0.0.1",
        AuthorizationFixture.ISSUER,
        HostRequest.absent());
  }
}
