package dev.lockspire.logout;

import dev.lockspire.http.Call;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Reply;
import dev.lockspire.interaction.BrowserSessions;
import dev.lockspire.interaction.BrowserSessions.Browser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /end_session/complete}: the host has ended its session and sent the browser back.
 *
 * <p>A token that is damaged, too old or of another browser changes nothing and reads the same as
 * success without an application to return to: the person is signed out either way.
 */
final class CompletionEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(CompletionEndpoint.class);

  private final SignedValues completions;
  private final BrowserSessions browsers;
  private final SessionTermination termination;
  private final LogoutPages pages;

  CompletionEndpoint(
      SignedValues completions,
      BrowserSessions browsers,
      SessionTermination termination,
      LogoutPages pages) {
    this.completions = completions;
    this.browsers = browsers;
    this.termination = termination;
    this.pages = pages;
  }

  Reply complete(Call call) {
    Optional<Completion> completion =
        token(call.query().and(call.form())).flatMap(completions::open).map(Completion::of);
    if (completion.isEmpty()) {
      return pages.signedOut();
    }
    Browser browser = browsers.of(call);
    if (browser.hash().equals(completion.get().browserHash())) {
      end(completion.get());
      return onward(call, completion.get()).withCookie(browsers.expiredCookie(call.issuer()));
    }
    boolean repeated = browser.fresh() && termination.isCompleted(completion.get().eventId());
    return repeated ? onward(call, completion.get()) : pages.signedOut();
  }

  private static Optional<String> token(Parameters sent) {
    List<String> all = sent.all("token");
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  /** The person is signed out of the host already: a failure here must not strand them. */
  private void end(Completion completion) {
    try {
      termination.complete(completion);
    } catch (RuntimeException e) {
      LOG.error("A logout could not be recorded: the session's tokens run on until they expire", e);
    }
  }

  private Reply onward(Call call, Completion completion) {
    return completion
        .postLogoutRedirectUri()
        .map(uri -> Reply.redirect(call, location(uri, completion.state())))
        .orElseGet(pages::signedOut);
  }

  private static String location(String uri, Optional<String> state) {
    return state.map(s -> QueryString.merge(uri, Map.of("state", s))).orElse(uri);
  }
}
