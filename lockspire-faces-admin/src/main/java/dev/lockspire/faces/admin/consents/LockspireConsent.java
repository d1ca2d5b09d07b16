package dev.lockspire.faces.admin.consents;

import dev.lockspire.admin.Confirmation;
import dev.lockspire.admin.ConsentDetails;
import dev.lockspire.admin.ConsentRevocation;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Feedback;
import dev.lockspire.faces.admin.text.Texts;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** One grant in full, and taking it back. */
@Named
@ViewScoped
public class LockspireConsent implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Console console;

  private final Feedback feedback = new Feedback();
  private long id;
  private boolean found;
  private boolean confirmed;
  private boolean tokensToo = true;
  private transient ConsentDetails details;

  @PostConstruct
  void load() {
    id = console.number("id").orElse(-1);
    found = id >= 0 && console.admin().consents().find(id).isPresent();
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

  public ConsentDetails getDetails() {
    if (details == null) {
      details = console.admin().consents().find(id).orElseThrow();
    }
    return details;
  }

  /** Ends the grant, and its tokens unless the tick was taken away. */
  public void revoke() {
    Confirmation confirmation = confirmed ? Confirmation.of(id) : Confirmation.missing();
    feedback
        .settle(
            console.admin().consents().revoke(id, tokensToo, confirmation, console.actor()),
            console.texts(),
            "")
        .ifPresent(this::tell);
    confirmed = false;
    details = null;
  }

  private void tell(ConsentRevocation done) {
    Texts texts = console.texts();
    if (done.alreadyRevoked()) {
      feedback.done(texts.get("consent.revoke.already"));
    } else if (tokensToo) {
      feedback.done(texts.get("consent.revoke.done.tokens", done.revokedTokens()));
    } else {
      feedback.done(texts.get("consent.revoke.done"));
    }
  }

  public Feedback getFeedback() {
    return feedback;
  }

  public boolean isConfirmed() {
    return confirmed;
  }

  public void setConfirmed(boolean ticked) {
    confirmed = ticked;
  }

  /** Whether the tokens that rest on the grant end with it. */
  public boolean isTokensToo() {
    return tokensToo;
  }

  public void setTokensToo(boolean ticked) {
    tokensToo = ticked;
  }

  /** Account, for an address. */
  public String getAccount() {
    return encoded(getDetails().accountId());
  }

  /** Client, for an address. */
  public String getClient() {
    return encoded(getDetails().summary().clientId());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
