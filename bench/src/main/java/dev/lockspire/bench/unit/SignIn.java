package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.Cookies;
import dev.lockspire.bench.wire.UnexpectedAnswer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * One person who has signed in to the host, let a client have access and asked that this be
 * remembered: what comes before the measured units, done once.
 *
 * @param client the client that was let in
 * @param cookies of the person's browser
 * @param tokens the token endpoint's answer
 */
record SignIn<C extends FlowClient>(C client, Cookies cookies, Answer tokens) {
  /** With a refresh token, which is only given when the consent page was really shown. */
  private static final String SCOPE = "openid profile email offline_access";

  private static final int MOST_PAGES = 12;

  /**
   * @param account name and password of the person
   */
  static <C extends FlowClient> SignIn<C> of(Provider provider, C client, String account) {
    Browser browser = new Browser(provider.issuer());
    URI place = provider.issuer().resolve(client.authorizationTarget(provider, SCOPE, 0));
    Answer answer = browser.get(place);
    for (int page = 0; page < MOST_PAGES; page++) {
      Optional<URI> next = answer.header("Location").map(place::resolve);
      if (next.filter(FlowClient::isRedirectUri).isPresent()) {
        Answer tokens = client.redeem(provider, FlowClient.code(next.get()));
        return new SignIn<>(client, browser.cookies(), tokens);
      }
      if (next.isPresent()) {
        place = next.get();
        answer = browser.get(place);
      } else {
        HtmlForm form = form(answer, account, place);
        place = form.action().isEmpty() ? place : place.resolve(form.action());
        answer = browser.post(place, form.fields());
      }
    }
    throw new UnexpectedAnswer("signing in does not come to an end; last seen: " + answer);
  }

  private static HtmlForm form(Answer page, String account, URI place) {
    Map<String, String> typed = Map.of("username", account, "password", account);
    return HtmlForm.with("login", page.body(), typed)
        .or(() -> HtmlForm.with("approve", page.body(), Map.of()))
        .orElseThrow(
            () ->
                new UnexpectedAnswer(
                    "neither a sign-in nor a consent page at " + place.getPath() + ": " + page));
  }

  String token(String member) {
    return tokens
        .member(member)
        .orElseThrow(() -> new UnexpectedAnswer("no " + member + " after " + tokens));
  }
}
