package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.client.RegisteredClient;
import dev.lockspire.client.StoredSecrets;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.remotejwks.Incident;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Clients for operators: the inventory, one client in full, and every change of one.
 *
 * <p>Documents use the member names of RFC 7591 §2 and the product's own settings in snake_case
 * ({@code pkce_required}, {@code access_token_lifetime} in seconds, …); every problem is reported
 * at once. A change names the {@link ClientWorkspace#version} it was made from and is refused as
 * {@code stale} when somebody else was faster.
 */
public final class ClientAdmin {
  private static final String STALE = "Somebody else changed this client. Load it again.";

  private final AdminFoundation foundation;
  private final ClientRegistration registration;
  private final ClientInventory inventory;
  private final Standings standings;
  private final ListExport<ClientFilter, ClientSummary> export;

  ClientAdmin(AdminFoundation foundation) {
    this.foundation = foundation;
    this.registration = foundation.registration();
    this.inventory = new ClientInventory(foundation.database());
    this.standings = new Standings(foundation);
    this.export =
        new ListExport<>(
            foundation, "clients", ClientSummary.COLUMNS, ClientFilter::names, inventory::page);
  }

  /** By name, then client_id. */
  public Listing<ClientSummary> list(ListRequest<ClientFilter> request) {
    return inventory.list(request);
  }

  /**
   * Writes what {@code filter} matches as {@link #list} shows it, at most {@link
   * AuditAdmin#MOST_EXPORTED} rows; recorded as {@code list_exported}.
   *
   * @return how many rows were written
   * @throws java.io.UncheckedIOException when {@code out} takes no more
   */
  public AdminResult<Integer> export(
      ClientFilter filter, ExportFormat format, Writer out, Actor actor) {
    return export.write(filter, format, out, actor);
  }

  /** How many clients there are. */
  public Count total() {
    return figures().total();
  }

  /** Of all clients. */
  public ClientFigures figures() {
    return inventory.figures();
  }

  public Optional<ClientWorkspace> find(String clientId) {
    return registration.find(clientId).map(this::workspace);
  }

  /**
   * Fetches what is at {@code uri} now, as it would be fetched for a client: guarded, bounded, past
   * what is in memory. Changes nothing.
   */
  public RemoteKeys checkKeys(String uri) {
    return RemoteKeys.of(foundation.clientKeys().check(uri));
  }

  /** How a client stands to every requirement of OAuth 2.1 and the FAPI 2.0 profiles. */
  public Optional<ClientStanding> standing(String clientId) {
    return registration.find(clientId).map(found -> standings.of(found.client()));
  }

  /**
   * What a change would make the server refuse of a client's requests that it takes now; {@link
   * AdminResult.Invalid} when the change could not be saved either.
   */
  public AdminResult<AffectedClient> impact(String clientId, Map<String, Object> changes) {
    Optional<RegisteredClient> found = registration.find(clientId);
    return answer(
        registration.tryUpdate(clientId, changes),
        done -> standings.affected(found.orElseThrow().client(), done.client()));
  }

  /** What a new client may be. */
  public ClientChoices choices() {
    SecurityProfile profile = foundation.policies().current().securityProfile();
    return new ClientChoices(
        foundation.settings().authMethods().apply(profile),
        foundation.settings().grantTypes(),
        foundation.keys().activeAlgorithms().stream()
            .filter(profile.algorithms()::contains)
            .sorted()
            .map(SigningAlgorithm::wireName)
            .toList());
  }

  /** Registers a client; the server chooses its secret and, unless the document does, its id. */
  public AdminResult<ClientSecret> create(Map<String, Object> document, Actor actor) {
    return Command.by(actor, () -> answer(registration.create(document, actor), this::secret));
  }

  /** Changes what {@code changes} names and nothing else; null or empty text clears a member. */
  public AdminResult<ClientWorkspace> update(
      String clientId, int version, Map<String, Object> changes, Actor actor) {
    return Command.by(
        actor,
        () -> answer(registration.update(clientId, version, changes, actor), this::reloaded));
  }

  /**
   * As {@link #update}, and may give people other subjects at the client: by another {@code
   * subject_type}, or by a {@code sector_identifier_uri} or {@code redirect_uris} of another
   * sector.
   *
   * @param confirmation names the client_id
   */
  public AdminResult<ClientWorkspace> changeSubjects(
      String clientId,
      int version,
      Map<String, Object> changes,
      Confirmation confirmation,
      Actor actor) {
    return change(
        clientId,
        confirmation,
        actor,
        (id, by) -> registration.changeSubjects(id, version, changes, by));
  }

  /** Replaces the redirect URIs: exact, in this order, without repetitions. */
  public AdminResult<ClientWorkspace> replaceRedirectUris(
      String clientId, int version, List<String> uris, Actor actor) {
    return update(clientId, version, Map.of("redirect_uris", uris), actor);
  }

  /** Replaces where a browser may go after a logout: exact, in this order. */
  public AdminResult<ClientWorkspace> replacePostLogoutRedirectUris(
      String clientId, int version, List<String> uris, Actor actor) {
    return update(clientId, version, Map.of("post_logout_redirect_uris", uris), actor);
  }

  public AdminResult<ClientWorkspace> replaceScopes(
      String clientId, int version, List<String> scopes, Actor actor) {
    return update(clientId, version, Map.of("allowed_scopes", scopes), actor);
  }

  /** Replaces all three lifetimes. */
  public AdminResult<ClientWorkspace> replaceLifetimes(
      String clientId, int version, ClientLifetimes lifetimes, Actor actor) {
    Map<String, Object> changes = new LinkedHashMap<>();
    changes.put("access_token_lifetime", lifetimes.accessToken().orElse(null));
    changes.put("refresh_token_lifetime", lifetimes.refreshToken().orElse(null));
    changes.put("id_token_lifetime", lifetimes.idToken().orElse(null));
    return update(clientId, version, changes, actor);
  }

  /**
   * Gives the client a new secret.
   *
   * @param overlap how long the old one stays good, up to 30 days; zero for not at all
   * @param confirmation names the client_id
   */
  public AdminResult<ClientSecret> rotateSecret(
      String clientId, Duration overlap, Confirmation confirmation, Actor actor) {
    return Command.confirmed(
        confirmation,
        clientId,
        actor,
        () ->
            answer(registration.rotateSecret(clientId, Optional.of(overlap), actor), this::secret));
  }

  /**
   * Refuses the old secret from now on; {@code no_overlap} when there is none.
   *
   * @param confirmation names the client_id
   */
  public AdminResult<ClientWorkspace> endOverlap(
      String clientId, Confirmation confirmation, Actor actor) {
    return change(clientId, confirmation, actor, registration::endOverlap);
  }

  /**
   * Refuses the client everywhere and revokes its live tokens; doing it twice changes nothing.
   *
   * @param confirmation names the client_id
   */
  public AdminResult<ClientWorkspace> disable(
      String clientId, Confirmation confirmation, Actor actor) {
    return change(clientId, confirmation, actor, registration::disable);
  }

  /**
   * Lets the client in again; its revoked tokens stay revoked.
   *
   * @param confirmation names the client_id
   */
  public AdminResult<ClientWorkspace> enable(
      String clientId, Confirmation confirmation, Actor actor) {
    return change(clientId, confirmation, actor, registration::enable);
  }

  private interface Change {
    ClientRegistration.Result of(String clientId, Actor actor);
  }

  private AdminResult<ClientWorkspace> change(
      String clientId, Confirmation confirmation, Actor actor, Change change) {
    return Command.confirmed(
        confirmation, clientId, actor, () -> answer(change.of(clientId, actor), this::reloaded));
  }

  private <T> AdminResult<T> answer(
      ClientRegistration.Result result, Function<ClientRegistration.Done, T> value) {
    if (result instanceof ClientRegistration.Done done) {
      return new AdminResult.Ok<>(value.apply(done));
    }
    if (result instanceof ClientRegistration.Invalid invalid) {
      return new AdminResult.Invalid<>(invalid.errors());
    }
    return result instanceof ClientRegistration.Stale
        ? new AdminResult.Conflict<>("stale", STALE)
        : new AdminResult.NotFound<>();
  }

  private ClientSecret secret(ClientRegistration.Done done) {
    return new ClientSecret(done.client().clientId(), done.secret());
  }

  private ClientWorkspace reloaded(ClientRegistration.Done done) {
    return find(done.client().clientId()).orElseThrow();
  }

  private ClientWorkspace workspace(RegisteredClient registered) {
    Client client = registered.client();
    return new ClientWorkspace(
        client.clientId(),
        foundation.handles().client(client.clientId()),
        client.displayName(),
        client.metadata(),
        ClientPosture.of(client.metadata(), foundation.policies().current()),
        credentials(client),
        keyMaterial(client),
        client.active(),
        registered.version(),
        client.provenance(),
        client.jwks(),
        client.extra(),
        registered.createdAt(),
        registered.updatedAt(),
        registered.createdBy(),
        registered.disabledAt(),
        registered.disabledBy());
  }

  private ClientKeyMaterial keyMaterial(Client client) {
    // Nobody fetches keys of a client that has none elsewhere, so nothing can have gone wrong.
    Optional<Incident> incident =
        client.metadata().jwksUri() == null
            ? Optional.empty()
            : foundation.incidents().of(client.clientId());
    return ClientKeyMaterial.of(
        client,
        client.profile(foundation.policies().current()),
        foundation.clientKeys().inline(client).stream().map(ClientKey::of).toList(),
        incident);
  }

  private ClientWorkspace.Credentials credentials(Client client) {
    StoredSecrets secrets = client.secrets();
    Instant now = foundation.clock().instant();
    return new ClientWorkspace.Credentials(
        client.metadata().tokenEndpointAuthMethod().usesSecret(),
        Optional.ofNullable(secrets.expiresAt()),
        Optional.ofNullable(secrets.rotatedAt()),
        secrets.previousHash() == null
            ? Optional.empty()
            : Optional.ofNullable(secrets.previousExpiresAt()).filter(end -> end.isAfter(now)));
  }
}
