package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Clients for operators: the inventory, one client in full, and every change of one.
 *
 * <p>Documents use the member names of RFC 7591 §2 and the product's own settings in snake_case
 * ({@code pkce_required}, {@code access_token_lifetime} in seconds, …); every problem is reported
 * at once. A change names the {@link ClientWorkspace#version} it was made from and is refused as
 * {@code stale} when somebody else was faster.
 */
public final class ClientAdmin {
  ClientAdmin(AdminFoundation foundation) {}

  /** By name, then client_id. */
  public Listing<ClientSummary> list(ListRequest<ClientFilter> request) {
    throw new UnsupportedOperationException();
  }

  /** How many clients there are. */
  public Count total() {
    throw new UnsupportedOperationException();
  }

  /** How many registered themselves. */
  public Count selfRegistered() {
    throw new UnsupportedOperationException();
  }

  public Optional<ClientWorkspace> find(String clientId) {
    throw new UnsupportedOperationException();
  }

  /** What a new client may be. */
  public ClientChoices choices() {
    throw new UnsupportedOperationException();
  }

  /** Registers a client; the server chooses its secret and, unless the document does, its id. */
  public AdminResult<ClientSecret> create(Map<String, Object> document, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /** Changes what {@code changes} names and nothing else; null or empty text clears a member. */
  public AdminResult<ClientWorkspace> update(
      String clientId, int version, Map<String, Object> changes, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /** Replaces the redirect URIs: exact, in this order, without repetitions. */
  public AdminResult<ClientWorkspace> replaceRedirectUris(
      String clientId, int version, List<String> uris, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /** Replaces where a browser may go after a logout: exact, in this order. */
  public AdminResult<ClientWorkspace> replacePostLogoutRedirectUris(
      String clientId, int version, List<String> uris, Actor actor) {
    throw new UnsupportedOperationException();
  }

  public AdminResult<ClientWorkspace> replaceScopes(
      String clientId, int version, List<String> scopes, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /** Replaces all three lifetimes. */
  public AdminResult<ClientWorkspace> replaceLifetimes(
      String clientId, int version, ClientLifetimes lifetimes, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /**
   * Gives the client a new secret.
   *
   * @param overlap how long the old one stays good, up to 30 days; zero for not at all
   * @param confirmation names the client_id
   */
  public AdminResult<ClientSecret> rotateSecret(
      String clientId, Duration overlap, Confirmation confirmation, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /**
   * Refuses the old secret from now on; {@code no_overlap} when there is none.
   *
   * @param confirmation names the client_id
   */
  public AdminResult<ClientWorkspace> endOverlap(
      String clientId, Confirmation confirmation, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /**
   * Refuses the client everywhere and revokes its live tokens; doing it twice changes nothing.
   *
   * @param confirmation names the client_id
   */
  public AdminResult<ClientWorkspace> disable(
      String clientId, Confirmation confirmation, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /**
   * Lets the client in again; its revoked tokens stay revoked.
   *
   * @param confirmation names the client_id
   */
  public AdminResult<ClientWorkspace> enable(
      String clientId, Confirmation confirmation, Actor actor) {
    throw new UnsupportedOperationException();
  }
}
