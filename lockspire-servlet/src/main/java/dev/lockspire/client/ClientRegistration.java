package dev.lockspire.client;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Secret;
import dev.lockspire.policy.ProfileReadiness;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's side of clients: create, change, rotate the secret, disable and enable.
 *
 * <p>A client is described by one JSON object whose members are those of RFC 7591 §2 and the
 * product's own settings in snake_case ({@code pkce_required}, {@code par_policy}, {@code
 * access_token_lifetime} in seconds, …). Every problem is reported at once. Methods throw {@link
 * dev.lockspire.storage.StorageFailure} when the database cannot answer.
 */
public final class ClientRegistration {
  private static final Logger LOG = LoggerFactory.getLogger(ClientRegistration.class);
  private static final int CLIENT_ID_BYTES = 24;
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  private final ClientStore store;
  private final ClientSecrets secrets;
  private final DraftSecrets draftSecrets;
  private final DraftRules rules;
  private final Telemetry telemetry;
  private final RandomSource random;
  private final InstantSource clock;
  private final SubjectRules subjects;

  /**
   * @param readiness asked before a client enters a FAPI profile of its own
   * @param sectorIdentifiers what speaks against the {@code sector_identifier_uri} of a client, see
   *     {@link SectorIdentifiers#problems}
   * @param active algorithms that have an active signing key
   * @param development whether redirect URIs may be http to any host
   */
  public ClientRegistration(
      ClientStore store,
      ClientSecrets secrets,
      KeyRing keyRing,
      Supplier<ServerPolicy> policy,
      ProfileReadiness readiness,
      Supplier<Set<SigningAlgorithm>> active,
      Telemetry telemetry,
      RandomSource random,
      InstantSource clock,
      Function<ClientMetadata, List<FieldError>> sectorIdentifiers,
      boolean development) {
    this.store = store;
    this.secrets = secrets;
    this.draftSecrets = new DraftSecrets(secrets, new HmacSecrets(keyRing, clock), clock);
    this.rules = new DraftRules(policy, readiness, active, development);
    this.telemetry = telemetry;
    this.random = random;
    this.clock = clock;
    this.subjects = new SubjectRules(sectorIdentifiers);
  }

  /** How a registration, a change or a rotation ended. */
  public sealed interface Result {}

  /**
   * It is done.
   *
   * @param secret the plain secret, this once; empty when none was made
   */
  public record Done(Client client, Optional<Secret> secret) implements Result {}

  /** Nothing was changed. */
  public record Invalid(List<FieldError> errors) implements Result {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }

  /** There is no such client. */
  public record UnknownClient() implements Result {}

  /** Somebody else changed the client since it was read; nothing was changed. */
  public record Stale() implements Result {}

  /** The client as its operator sees it, past every cache. */
  public Optional<RegisteredClient> find(String clientId) {
    return Clients.isWellFormed(clientId) ? store.details(clientId) : Optional.empty();
  }

  /**
   * Active clients in the order of their client_id, past every cache.
   *
   * @param after the client_id before the first one; empty for the beginning
   * @param limit clients at most
   */
  public List<Client> active(String after, int limit) {
    return store.active(after, limit);
  }

  /** What {@code profile} would refuse in the registration of a client that it held for. */
  public List<FieldError> problems(Client client, SecurityProfile profile) {
    return rules.under(profile, client);
  }

  /** Registers a client, {@link Done} or {@link Invalid}; the server chooses its secret. */
  public Result create(Map<String, Object> document, Actor actor) {
    ClientDocument.Draft draft = ClientDocument.whole(document);
    List<FieldError> errors = rules.whole(Optional.empty(), draft);
    if (draft.secret() != null) {
      errors.add(FieldError.of("client_secret", "client_secret_not_allowed"));
    }
    boolean scopes = document.containsKey("scope") || document.containsKey("allowed_scopes");
    if (!scopes) {
      errors.add(new FieldError("allowed_scopes", "invalid_scope", "empty"));
    }
    if (errors.isEmpty()) {
      errors.addAll(subjects.sector(Optional.empty(), draft.metadata()));
    }
    return errors.isEmpty() ? insert(draft, actor) : rejected(errors);
  }

  /**
   * Makes a client exactly as {@code document} says, whether it exists or not; what the document
   * leaves out takes its default. The document names the {@code client_id}, and may name the {@code
   * client_secret}.
   */
  public Result upsert(Map<String, Object> document, Actor actor) {
    ClientDocument.Draft draft = ClientDocument.whole(document);
    Optional<RegisteredClient> existing = Optional.ofNullable(draft.clientId()).flatMap(this::find);
    List<FieldError> errors = rules.whole(existing.map(RegisteredClient::client), draft);
    if (draft.clientId() == null) {
      errors.add(FieldError.of("client_id", "required"));
    }
    errors.addAll(DraftSecrets.problems(draft));
    if (!errors.isEmpty()) {
      return rejected(errors);
    }
    errors.addAll(
        subjects.sector(existing.map(known -> known.client().metadata()), draft.metadata()));
    if (!errors.isEmpty()) {
      return rejected(errors);
    }
    return existing.isEmpty() ? insert(draft, actor) : replace(existing.get(), draft, actor);
  }

  /**
   * Changes what {@code changes} names and nothing else. What would give people other subjects at
   * the client is refused: that is {@link #changeSubjects}.
   *
   * @param version the one the operator saw, see {@link RegisteredClient#version}
   */
  public Result update(String clientId, int version, Map<String, Object> changes, Actor actor) {
    return update(clientId, version, changes, false, actor);
  }

  /**
   * As {@link #update}, and {@code changes} may name another {@code subject_type}, or a {@code
   * sector_identifier_uri} or {@code redirect_uris} of another sector. From then on the client
   * knows everybody by another subject and takes them for strangers.
   */
  public Result changeSubjects(
      String clientId, int version, Map<String, Object> changes, Actor actor) {
    return update(clientId, version, changes, true, actor);
  }

  private Result update(
      String clientId,
      int version,
      Map<String, Object> changes,
      boolean otherSubjects,
      Actor actor) {
    Optional<RegisteredClient> found = find(clientId);
    if (found.isEmpty()) {
      return new UnknownClient();
    }
    if (found.get().version() != version) {
      return new Stale();
    }
    Client client = found.get().client();
    ClientDocument.Draft draft = DraftRules.draft(client, changes);
    List<FieldError> errors = rules.changed(client, draft, changes, otherSubjects);
    if (errors.isEmpty()) {
      errors.addAll(subjects.sector(Optional.of(client.metadata()), draft.metadata()));
    }
    if (!errors.isEmpty()) {
      return rejected(errors);
    }
    Client changed = with(client, draft, client.secrets());
    return write(changed, version, draft.changed(), actor, Optional.empty());
  }

  /** What {@link #update} would make of the client as it is now; saves and tells nothing. */
  public Result tryUpdate(String clientId, Map<String, Object> changes) {
    Optional<RegisteredClient> found = find(clientId);
    if (found.isEmpty()) {
      return new UnknownClient();
    }
    Client client = found.get().client();
    ClientDocument.Draft draft = DraftRules.draft(client, changes);
    List<FieldError> errors = rules.changed(client, draft, changes, false);
    return errors.isEmpty()
        ? new Done(with(client, draft, client.secrets()), Optional.empty())
        : new Invalid(errors);
  }

  /**
   * Gives a client that authenticates with a secret a new one.
   *
   * @param overlap how long the old secret stays good, up to 30 days; empty for not at all
   */
  public Result rotateSecret(String clientId, Optional<Duration> overlap, Actor actor) {
    Optional<RegisteredClient> found = find(clientId);
    if (found.isEmpty()) {
      return new UnknownClient();
    }
    if (!found.get().client().metadata().tokenEndpointAuthMethod().usesSecret()) {
      return rejected(List.of(FieldError.of("client_secret", "client_secret_not_allowed")));
    }
    if (overlap.filter(o -> o.isNegative() || o.compareTo(LONGEST_OVERLAP) > 0).isPresent()) {
      return rejected(List.of(new FieldError("overlap", "invalid_overlap", "0 to 30 days")));
    }
    Secret secret = secrets.generate();
    Instant ends = overlap.filter(o -> !o.isZero()).map(o -> clock.instant().plus(o)).orElse(null);
    SealedSecret verifier = draftSecrets.verifier(found.get().client().metadata(), secret);
    Optional<Client> rotated =
        store.rotateSecret(clientId, secrets.store(secret), ends, verifier, actor);
    return told(TelemetryEvent.CLIENT_SECRET_ROTATED, rotated, Optional.of(secret), actor);
  }

  /** Refuses the secret before the last rotation from now on; {@code no_overlap} without one. */
  public Result endOverlap(String clientId, Actor actor) {
    Optional<RegisteredClient> found = find(clientId);
    if (found.filter(c -> c.client().secrets().previousHash() == null).isPresent()) {
      return new Invalid(List.of(FieldError.of("overlap", "no_overlap")));
    }
    return told(
        TelemetryEvent.CLIENT_UPDATED, store.endOverlap(clientId, actor), Optional.empty(), actor);
  }

  /** Refuses the client everywhere and revokes its live tokens. */
  public Result disable(String clientId, Actor actor) {
    return told(
        TelemetryEvent.CLIENT_DISABLED, store.disable(clientId, actor), Optional.empty(), actor);
  }

  /** Lets a disabled client in again. */
  public Result enable(String clientId, Actor actor) {
    return told(
        TelemetryEvent.CLIENT_ENABLED, store.enable(clientId, actor), Optional.empty(), actor);
  }

  private Result insert(ClientDocument.Draft draft, Actor actor) {
    DraftSecrets.Kept kept = draftSecrets.first(draft);
    String id =
        draft.clientId() == null
            ? "ls_" + Base64Url.encode(random.bytes(CLIENT_ID_BYTES))
            : draft.clientId();
    Client client =
        new Client(
            0,
            id,
            draft.metadata(),
            kept.stored(),
            draft.active(),
            Client.Provenance.OPERATOR,
            clock.instant(),
            draft.jwks(),
            draft.extra());
    Optional<Client> created = store.insert(client, actor);
    if (created.isEmpty()) {
      return rejected(List.of(FieldError.of("client_id", "already_taken")));
    }
    warnOfLocalhost(client);
    telemetry.emit(TelemetryEvent.CLIENT_REGISTRATION_SUCCEEDED, about(id, actor));
    return told(TelemetryEvent.CLIENT_CREATED, created, kept.made(), actor);
  }

  private Result replace(RegisteredClient existing, ClientDocument.Draft draft, Actor actor) {
    Client client = existing.client();
    DraftSecrets.Kept kept = draftSecrets.next(client, draft);
    Client changed = with(client, draft, kept.stored());
    if (changed.equals(client)) {
      return new Done(client, Optional.empty());
    }
    return write(changed, existing.version(), draft.changed(), actor, kept.made());
  }

  private static Client with(Client client, ClientDocument.Draft draft, StoredSecrets stored) {
    return new Client(
        client.id(),
        client.clientId(),
        draft.metadata(),
        stored,
        draft.active(),
        client.provenance(),
        client.issuedAt(),
        draft.jwks(),
        draft.extra());
  }

  private Result write(
      Client changed, int version, List<String> fields, Actor actor, Optional<Secret> made) {
    return switch (store.update(changed, version, fields, actor)) {
      case STALE -> new Stale();
      case UNKNOWN_CLIENT -> new UnknownClient();
      case DONE -> {
        warnOfLocalhost(changed);
        yield told(TelemetryEvent.CLIENT_UPDATED, Optional.of(changed), made, actor);
      }
    };
  }

  private Result told(
      TelemetryEvent event, Optional<Client> client, Optional<Secret> secret, Actor actor) {
    if (client.isEmpty()) {
      return new UnknownClient();
    }
    telemetry.emit(event, about(client.get().clientId(), actor));
    return new Done(client.get(), secret);
  }

  private Result rejected(List<FieldError> errors) {
    String reasons = distinct(errors, FieldError::reason);
    String fields = distinct(errors, FieldError::field);
    telemetry.emit(
        TelemetryEvent.CLIENT_REGISTRATION_REJECTED,
        Map.of("reason_code", reasons, "fields", fields));
    return new Invalid(errors);
  }

  private static String distinct(List<FieldError> errors, Function<FieldError, String> part) {
    return errors.stream().map(part).distinct().collect(Collectors.joining(","));
  }

  private static Map<String, String> about(String clientId, Actor actor) {
    return Map.of(
        "client_id",
        clientId,
        "actor_type",
        actor.type().wireName(),
        "actor_id",
        actor.id() == null ? "" : actor.id());
  }

  /** Names resolve to what a machine's owner likes; literals do not (RFC 8252 §8.3). */
  private static void warnOfLocalhost(Client client) {
    if (client.metadata().redirectUris().stream()
        .map(URI::create)
        .anyMatch(uri -> "localhost".equalsIgnoreCase(uri.getHost()))) {
      LOG.warn("Client {} redirects to localhost; 127.0.0.1 or [::1] is safer", client.clientId());
    }
  }
}
