package dev.lockspire.faces.admin.tokens;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.admin.Confirmation;
import dev.lockspire.admin.TokenAdvice;
import dev.lockspire.admin.TokenDetails;
import dev.lockspire.admin.TokenFamily;
import dev.lockspire.admin.TokenStatus;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Feedback;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One token and its family: what it is, what to do about it, and doing that. */
@Named
@ViewScoped
public class LockspireToken implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Console console;

  private final Feedback tokenFeedback = new Feedback();
  private final Feedback familyFeedback = new Feedback();
  private long id;
  private boolean found;
  private boolean tokenConfirmed;
  private boolean familyConfirmed;
  private transient TokenDetails details;
  private transient FamilyTimeline timeline;

  @PostConstruct
  void load() {
    id = console.number("id").orElse(-1);
    found = id >= 0 && console.admin().tokens().find(id).isPresent();
  }

  /** Before anything is written: answers 404 where nothing is. */
  public void answer() {
    if (!isFound()) {
      console.notFound();
    }
  }

  public boolean isFound() {
    return found;
  }

  public TokenDetails getDetails() {
    if (details == null) {
      details = console.admin().tokens().find(id).orElseThrow();
    }
    return details;
  }

  /** What to do, in words: the least drastic step that helps. */
  public String getAdvice() {
    TokenDetails now = getDetails();
    boolean settled =
        now.advice() == TokenAdvice.NONE && now.summary().status() == TokenStatus.REUSE_DETECTED;
    String key = settled ? "settled_reuse" : now.advice().name().toLowerCase(Locale.ROOT);
    return console.texts().get("token.advice." + key);
  }

  /** Null for a token outside a family. */
  public TokenFamily getFamily() {
    return getDetails().family().orElse(null);
  }

  public FamilyTimeline getTimeline() {
    if (timeline == null) {
      timeline = FamilyTimeline.of(getFamily(), Instant.now());
    }
    return timeline;
  }

  /** Everything that the picture has a shape for. */
  public List<TimelineMark.Kind> getKinds() {
    return List.of(TimelineMark.Kind.values());
  }

  /** Ends this token. */
  public void revoke() {
    familyFeedback.clear();
    AdminResult<TokenDetails> result =
        console.admin().tokens().revoke(id, confirmation(tokenConfirmed), console.actor());
    tokenFeedback.settle(result, console.texts(), "token.revoke.done");
    tokenConfirmed = false;
    refresh();
  }

  /** Ends its whole family. */
  public void revokeFamily() {
    tokenFeedback.clear();
    AdminResult<Long> result =
        console.admin().tokens().revokeFamily(id, confirmation(familyConfirmed), console.actor());
    familyFeedback
        .settle(result, console.texts(), "")
        .ifPresent(count -> familyFeedback.done(console.texts().get("token.family.done", count)));
    familyConfirmed = false;
    refresh();
  }

  private Confirmation confirmation(boolean ticked) {
    return ticked ? Confirmation.of(id) : Confirmation.missing();
  }

  private void refresh() {
    details = null;
    timeline = null;
  }

  public Feedback getTokenFeedback() {
    return tokenFeedback;
  }

  public Feedback getFamilyFeedback() {
    return familyFeedback;
  }

  public boolean isTokenConfirmed() {
    return tokenConfirmed;
  }

  public void setTokenConfirmed(boolean ticked) {
    tokenConfirmed = ticked;
  }

  public boolean isFamilyConfirmed() {
    return familyConfirmed;
  }

  public void setFamilyConfirmed(boolean ticked) {
    familyConfirmed = ticked;
  }

  /** Where the page's query names the account. */
  public String getAccount() {
    return getDetails().accountId().map(LockspireToken::encoded).orElse("");
  }

  public String getClient() {
    return encoded(getDetails().summary().clientId());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
