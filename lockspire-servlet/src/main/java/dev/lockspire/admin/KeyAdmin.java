package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.keys.SigningKey;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.List;
import java.util.Optional;

/**
 * The server's own keys for operators: generated, published, activated, retired.
 *
 * <p>A refused move is a {@link AdminResult.Conflict} with the reason of {@link
 * dev.lockspire.keys.KeyRefusal}; {@code already_published} and {@code already_retired} are worth a
 * notice, not an error. {@code published_too_recently} and {@code retiring_too_recently} yield to
 * {@code acceptFailedVerifications}, which the audit row tells.
 */
public final class KeyAdmin {
  KeyAdmin(AdminFoundation foundation) {}

  /** Active, upcoming, retiring, retired; newest first within each. */
  public List<KeyView> list() {
    throw new UnsupportedOperationException();
  }

  public KeyFigures figures() {
    throw new UnsupportedOperationException();
  }

  public Optional<KeyView> find(String kid) {
    throw new UnsupportedOperationException();
  }

  /** Algorithms for which a key may be generated under the server's profile. */
  public List<SigningAlgorithm> algorithms() {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes a key that is neither published nor signs.
   *
   * @param rsaBits 2048, 3072 or 4096; looked at for RSA only
   */
  public AdminResult<SigningKey> generate(SigningAlgorithm algorithm, int rsaBits, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /**
   * Shows an upcoming key in the key set.
   *
   * @param confirmation names the kid
   */
  public AdminResult<SigningKey> publish(String kid, Confirmation confirmation, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /**
   * Lets a published key sign, and sends the one that signed before into retirement.
   *
   * @param confirmation names the kid
   */
  public AdminResult<SigningKey> activate(
      String kid, boolean acceptFailedVerifications, Confirmation confirmation, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes a retiring key out of the key set.
   *
   * @param confirmation names the kid
   */
  public AdminResult<SigningKey> retire(
      String kid, boolean acceptFailedVerifications, Confirmation confirmation, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /**
   * For a key that may be known to somebody else: takes it out of the key set at once, wherever it
   * stands. When it signed, a published key of the same algorithm takes over, or a new one.
   *
   * @param revokeTokens also revokes every access token minted while the key was active: which key
   *     signed which token is not kept
   * @param confirmation names the kid
   */
  public AdminResult<EmergencyRetirement> retireCompromised(
      String kid, boolean revokeTokens, Confirmation confirmation, Actor actor) {
    throw new UnsupportedOperationException();
  }
}
