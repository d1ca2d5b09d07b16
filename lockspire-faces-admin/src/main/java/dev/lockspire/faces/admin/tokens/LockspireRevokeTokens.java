package dev.lockspire.faces.admin.tokens;

import dev.lockspire.admin.Confirmation;
import dev.lockspire.admin.Count;
import dev.lockspire.admin.Handles;
import dev.lockspire.admin.TokenDetails;
import dev.lockspire.admin.TokenOwner;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Feedback;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Ends everything that was issued to one account, to one client, or in one browser session. A
 * session is named by one of its tokens, so that its id stays out of addresses.
 */
@Named
@ViewScoped
public class LockspireRevokeTokens implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  @Inject Console console;

  private final Feedback feedback = new Feedback();
  private String kind = "";
  private String name = "";
  private boolean confirmed;

  @PostConstruct
  void load() {
    if (console.parameter("account").isPresent()) {
      own("account", console.parameter("account"));
    } else if (console.parameter("client").isPresent()) {
      own(
          "client",
          console.parameter("client").filter(id -> console.admin().clients().find(id).isPresent()));
    } else {
      own("session", session());
    }
  }

  /** Before anything is written: answers 404 where nothing is. */
  public void answer() {
    if (!isFound()) {
      console.notFound();
    }
  }

  private void own(String ownerKind, Optional<String> owner) {
    owner.ifPresent(
        known -> {
          kind = ownerKind;
          name = known;
        });
  }

  private Optional<String> session() {
    Optional<String> token = console.parameter("session_of").filter(NUMBER.asMatchPredicate());
    OptionalLong id =
        token.isPresent() ? OptionalLong.of(Long.parseLong(token.get())) : OptionalLong.empty();
    return id.isPresent()
        ? console.admin().tokens().find(id.getAsLong()).flatMap(TokenDetails::sid)
        : Optional.empty();
  }

  private TokenOwner owner() {
    return switch (kind) {
      case "account" -> new TokenOwner.Account(name);
      case "client" -> new TokenOwner.OfClient(name);
      default -> new TokenOwner.Session(name);
    };
  }

  /** Ends it all, once it is confirmed. */
  public void revoke() {
    Confirmation confirmation = confirmed ? Confirmation.of(name) : Confirmation.missing();
    feedback
        .settle(
            console.admin().tokens().revokeAll(owner(), confirmation, console.actor()),
            console.texts(),
            "")
        .ifPresent(
            count -> feedback.done(console.texts().get("tokens.revoke.done", count, getHandle())));
    confirmed = false;
  }

  public boolean isFound() {
    return !kind.isEmpty();
  }

  /** {@code account}, {@code client} or {@code session}. */
  public String getKind() {
    return kind;
  }

  /** Its redacted name. */
  public String getHandle() {
    Handles handles = console.admin().handles();
    return switch (kind) {
      case "account" -> handles.account(name);
      case "client" -> handles.client(name);
      default -> handles.session(name);
    };
  }

  public Count getLive() {
    return console.admin().tokens().countLive(owner());
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
}
