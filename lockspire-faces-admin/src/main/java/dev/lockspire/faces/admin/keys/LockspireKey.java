package dev.lockspire.faces.admin.keys;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.admin.Confirmation;
import dev.lockspire.admin.EmergencyRetirement;
import dev.lockspire.admin.KeyAction;
import dev.lockspire.admin.KeyView;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Feedback;
import dev.lockspire.keys.KeyStatus;
import dev.lockspire.keys.SigningKey;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One key: where it stands in its life, the one move it can make, and the way out in need. */
@Named
@ViewScoped
public class LockspireKey implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Set<String> TOO_SOON =
      Set.of("published_too_recently", "retiring_too_recently");
  private static final Set<String> DONE_BEFORE = Set.of("already_published", "already_retired");

  @Inject Console console;

  private final Feedback feedback = new Feedback();
  private String kid = "";
  private boolean confirmed;
  private boolean accepted;
  private boolean compromised;
  private boolean revokeTokens;
  private String revoked = "";
  private String successor = "";
  private String form = "step";

  private transient Optional<KeyView> view;

  @PostConstruct
  void find() {
    kid = console.variable("kid").orElse("");
    if (view().isEmpty()) {
      console.notFound();
    }
  }

  /** Publishes, activates or retires: whatever the key can do next. */
  public void move() {
    form = "step";
    Confirmation tick = confirmed ? Confirmation.of(kid) : Confirmation.missing();
    view().flatMap(KeyView::next).ifPresent(action -> settle(action, command(action, tick)));
    confirmed = false;
    accepted = false;
    view = null;
  }

  private AdminResult<SigningKey> command(KeyAction action, Confirmation tick) {
    return switch (action) {
      case PUBLISH -> console.admin().keys().publish(kid, tick, console.actor());
      case ACTIVATE -> console.admin().keys().activate(kid, accepted, tick, console.actor());
      case RETIRE -> console.admin().keys().retire(kid, accepted, tick, console.actor());
    };
  }

  private void settle(KeyAction action, AdminResult<SigningKey> result) {
    feedback.clear();
    if (result instanceof AdminResult.Conflict<SigningKey> conflict) {
      String words = console.texts().get("reason." + conflict.reason());
      if (DONE_BEFORE.contains(conflict.reason())) {
        feedback.done(words);
      } else {
        feedback.refuse(TOO_SOON.contains(conflict.reason()) ? "accept" : "", words);
      }
    } else {
      feedback.settle(result, console.texts(), words("keys.done." + lower(action)));
    }
  }

  /** Out of the key set at once: somebody else may have it. */
  public void retireCompromised() {
    form = "emergency";
    // A key that left the key set before: there is nothing else left to do about it.
    revokeTokens |= isRetired();
    Confirmation tick = compromised ? Confirmation.of(kid) : Confirmation.missing();
    AdminResult<EmergencyRetirement> result =
        console.admin().keys().retireCompromised(kid, revokeTokens, tick, console.actor());
    if (result instanceof AdminResult.Invalid<EmergencyRetirement>) {
      feedback.clear();
      feedback.refuse("compromised", console.texts().get("reason.not_confirmed"));
    } else if (result instanceof AdminResult.Conflict<EmergencyRetirement> conflict) {
      feedback.clear();
      feedback.done(console.texts().get("reason." + conflict.reason()));
    } else {
      feedback
          .settle(result, console.texts(), words("keys.done.compromised"))
          .ifPresent(done -> tell(done));
    }
    compromised = false;
    view = null;
  }

  private void tell(EmergencyRetirement done) {
    revoked = revokeTokens ? console.texts().get("keys.revoked", done.revokedTokens()) : "";
    successor = done.successor().map(SigningKey::kid).orElse("");
    revokeTokens = false;
  }

  public boolean isThere() {
    return view().isPresent();
  }

  public KeyLine getLine() {
    return KeyLine.of(view().orElseThrow(), console.texts());
  }

  public String getHandle() {
    return view().map(KeyView::handle).orElse("");
  }

  /** The stations of its life, in order. */
  public List<Station> getStations() {
    SigningKey key = view().orElseThrow().key();
    return List.of(
        station("created", key.createdAt()),
        station("published", key.publishedAt()),
        station("activated", key.activatedAt()),
        station("retiring", key.retiringAt()),
        station("retired", key.retiredAt()));
  }

  private Station station(String name, Instant at) {
    return new Station(
        console.texts().get("keys.station." + name),
        console.texts().get(words("keys.station." + name + ".text")),
        at);
  }

  /** Which move is next: {@code publish}; empty when there is none. */
  public String getNext() {
    return view().flatMap(KeyView::next).map(LockspireKey::lower).orElse("");
  }

  /** What an operator should know before the next move, or about there being none. */
  public String getGuidance() {
    String next = getNext();
    return console
        .texts()
        .get(words("keys.guide." + (next.isEmpty() ? "none." + getLine().state() : next)));
  }

  /** Which words to take for {@code key}; see {@link KeyLine#words}. */
  public String words(String key) {
    return view().map(view -> KeyLine.words(view, key, console.texts())).orElse(key);
  }

  /** From when the next move leaves no verifier behind; empty when that is now. */
  public Optional<Instant> getSafeFrom() {
    return view().flatMap(KeyView::safeFrom);
  }

  public boolean isEarly() {
    return getSafeFrom().isPresent();
  }

  public boolean isRetired() {
    return view().filter(key -> key.key().status() == KeyStatus.RETIRED).isPresent();
  }

  /** Whether it ever signed, so that tokens of its time may be alive. */
  public boolean isUsed() {
    return view()
        .map(KeyView::key)
        .filter(key -> key.signingAlgorithm().isPresent() && key.activatedAt() != null)
        .isPresent();
  }

  public Feedback getFeedback() {
    return feedback;
  }

  /** The form that was sent last, whose fields the feedback is about. */
  public String getForm() {
    return form;
  }

  public String getKid() {
    return kid;
  }

  /** How many tokens an emergency retirement revoked, in words; empty when it did not. */
  public String getRevoked() {
    return revoked;
  }

  /** The key that signs in the place of a compromised one. */
  public String getSuccessor() {
    return successor;
  }

  public boolean isConfirmed() {
    return confirmed;
  }

  public void setConfirmed(boolean confirmed) {
    this.confirmed = confirmed;
  }

  public boolean isAccepted() {
    return accepted;
  }

  public void setAccepted(boolean accepted) {
    this.accepted = accepted;
  }

  public boolean isCompromised() {
    return compromised;
  }

  public void setCompromised(boolean compromised) {
    this.compromised = compromised;
  }

  public boolean isRevokeTokens() {
    return revokeTokens;
  }

  public void setRevokeTokens(boolean revokeTokens) {
    this.revokeTokens = revokeTokens;
  }

  private Optional<KeyView> view() {
    if (view == null) {
      view = console.admin().keys().find(kid);
    }
    return view;
  }

  private static String lower(KeyAction action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  /**
   * One station of a key's life.
   *
   * @param at when it was reached; null before
   */
  public record Station(String name, String text, Instant at) {
    public boolean reached() {
      return at != null;
    }
  }
}
