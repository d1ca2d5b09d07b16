package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.keys.KeyStatus;
import dev.lockspire.keys.KeyTransition;
import dev.lockspire.keys.SigningKey;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SigningAlgorithm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The server's own keys for operators: generated, published, activated, retired.
 *
 * <p>A refused move is a {@link AdminResult.Conflict} with the reason of {@link
 * dev.lockspire.keys.KeyRefusal}; {@code already_published} and {@code already_retired} are worth a
 * notice, not an error. {@code published_too_recently} and {@code retiring_too_recently} yield to
 * {@code acceptFailedVerifications}, which the audit row tells.
 */
public final class KeyAdmin {
  private final AdminFoundation foundation;
  private final OwnedTokens tokens;

  KeyAdmin(AdminFoundation foundation) {
    this.foundation = foundation;
    this.tokens = new OwnedTokens(foundation);
  }

  /** Active, upcoming, retiring, retired; newest first within each. */
  public List<KeyView> list() {
    List<SigningKey> all = foundation.keys().all();
    return all.stream().map(key -> view(key, all)).toList();
  }

  public KeyFigures figures() {
    return KeyFigures.of(foundation.keys().all());
  }

  public Optional<KeyView> find(String kid) {
    return list().stream().filter(view -> view.key().kid().equals(kid)).findFirst();
  }

  /** Algorithms for which a key may be generated under the server's profile. */
  public List<SigningAlgorithm> algorithms() {
    return List.copyOf(foundation.policies().current().securityProfile().algorithms());
  }

  /** Algorithms for which a key to encrypt to may be generated; no profile forbids one. */
  public List<KeyManagementAlgorithm> encryptionAlgorithms() {
    return List.of(KeyManagementAlgorithm.values());
  }

  /**
   * Makes a key that is neither published nor signs.
   *
   * @param rsaBits 2048, 3072 or 4096; looked at for RSA only
   */
  public AdminResult<SigningKey> generate(SigningAlgorithm algorithm, int rsaBits, Actor actor) {
    boolean rsa = algorithm == SigningAlgorithm.RS256 || algorithm == SigningAlgorithm.PS256;
    return generate(
        rsa, rsaBits, actor, () -> foundation.keyLifecycle().generate(algorithm, rsaBits, actor));
  }

  /**
   * Makes a key that is neither published nor encrypted to.
   *
   * @param rsaBits 2048, 3072 or 4096; looked at for RSA only
   */
  public AdminResult<SigningKey> generate(
      KeyManagementAlgorithm algorithm, int rsaBits, Actor actor) {
    return generate(
        algorithm == KeyManagementAlgorithm.RSA_OAEP_256,
        rsaBits,
        actor,
        () -> foundation.keyLifecycle().generate(algorithm, rsaBits, actor));
  }

  private static AdminResult<SigningKey> generate(
      boolean rsa, int rsaBits, Actor actor, Supplier<KeyTransition> made) {
    return Command.by(
        actor,
        () ->
            rsa && !List.of(2048, 3072, 4096).contains(rsaBits)
                ? AdminResult.invalid("rsa_bits", "invalid_rsa_bits", "2048, 3072, 4096")
                : moved(made.get()));
  }

  /**
   * Shows an upcoming key in the key set.
   *
   * @param confirmation names the kid
   */
  public AdminResult<SigningKey> publish(String kid, Confirmation confirmation, Actor actor) {
    return move(kid, confirmation, actor, () -> foundation.keyLifecycle().publish(kid, actor));
  }

  /**
   * Lets a published key sign or decrypt, and sends the one before it into retirement.
   *
   * @param confirmation names the kid
   */
  public AdminResult<SigningKey> activate(
      String kid, boolean acceptFailedVerifications, Confirmation confirmation, Actor actor) {
    return move(
        kid,
        confirmation,
        actor,
        () -> foundation.keyLifecycle().activate(kid, acceptFailedVerifications, actor));
  }

  /**
   * Takes a retiring key out of the key set.
   *
   * @param confirmation names the kid
   */
  public AdminResult<SigningKey> retire(
      String kid, boolean acceptFailedVerifications, Confirmation confirmation, Actor actor) {
    return move(
        kid,
        confirmation,
        actor,
        () -> foundation.keyLifecycle().retire(kid, acceptFailedVerifications, actor));
  }

  /**
   * For a key that may be known to somebody else: takes it out of the key set at once, wherever it
   * stands. When it was active, a published key of the same algorithm takes over, or a new one.
   * Called again for a retired key it only revokes tokens.
   *
   * @param revokeTokens also revokes every access token minted while a signature key was active:
   *     which key signed which token is not kept
   * @param confirmation names the kid
   */
  public AdminResult<EmergencyRetirement> retireCompromised(
      String kid, boolean revokeTokens, Confirmation confirmation, Actor actor) {
    return Command.confirmed(
        confirmation,
        kid,
        actor,
        () -> {
          KeyTransition transition = foundation.keyLifecycle().withdraw(kid, actor);
          if (transition instanceof KeyTransition.Withdrawn withdrawn) {
            return revoked(withdrawn.key(), withdrawn.successor(), revokeTokens, actor);
          }
          Optional<SigningKey> retired =
              find(kid).map(KeyView::key).filter(key -> key.status() == KeyStatus.RETIRED);
          return revokeTokens && retired.isPresent()
              ? revoked(retired.get(), Optional.empty(), true, actor)
              : refused(transition);
        });
  }

  private AdminResult<EmergencyRetirement> revoked(
      SigningKey key, Optional<SigningKey> successor, boolean revokeTokens, Actor actor) {
    boolean minted =
        revokeTokens && key.signingAlgorithm().isPresent() && key.activatedAt() != null;
    long revoked = minted ? tokens.revokeMintedUnder(key, actor) : 0;
    return new AdminResult.Ok<>(new EmergencyRetirement(key, successor, revoked));
  }

  private AdminResult<SigningKey> move(
      String kid, Confirmation confirmation, Actor actor, Supplier<KeyTransition> move) {
    return Command.confirmed(confirmation, kid, actor, () -> moved(move.get()));
  }

  private static AdminResult<SigningKey> moved(KeyTransition transition) {
    return transition instanceof KeyTransition.Done done
        ? new AdminResult.Ok<>(done.key())
        : refused(transition);
  }

  private static <T> AdminResult<T> refused(KeyTransition transition) {
    if (transition instanceof KeyTransition.Refused refused) {
      return switch (refused.reason()) {
        case NOT_FOUND -> new AdminResult.NotFound<>();
        default ->
            new AdminResult.Conflict<>(refused.reason().wireName(), refused.reason().remediation());
      };
    }
    throw new IllegalStateException("not a refusal: " + transition);
  }

  private KeyView view(SigningKey key, List<SigningKey> all) {
    Optional<KeyAction> next = next(key);
    return new KeyView(
        key,
        foundation.handles().kid(key.kid()),
        foundation.publishedKeys().shows(key),
        next,
        next.flatMap(action -> safeFrom(action, key, all))
            .filter(safe -> safe.isAfter(foundation.clock().instant())));
  }

  private static Optional<KeyAction> next(SigningKey key) {
    return switch (key.status()) {
      case UPCOMING -> Optional.of(key.published() ? KeyAction.ACTIVATE : KeyAction.PUBLISH);
      case RETIRING -> Optional.of(KeyAction.RETIRE);
      case ACTIVE, RETIRED -> Optional.empty();
    };
  }

  private Optional<Instant> safeFrom(KeyAction action, SigningKey key, List<SigningKey> all) {
    return switch (action) {
      case PUBLISH -> Optional.empty();
      case ACTIVATE ->
          key.hasVerifiers()
                  && all.stream().anyMatch(k -> k.use() == key.use() && k.activatedAt() != null)
              ? Optional.of(key.publishedAt().plus(foundation.settings().minPublishAge()))
              : Optional.empty();
      case RETIRE -> Optional.of(key.retiringAt().plus(foundation.settings().minRetireAge()));
    };
  }
}
