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
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private static final int SHORTEST_SECRET = 16;
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  /** Members that an update may name only with the value they already have. */
  private static final Set<String> IMMUTABLE =
      Set.of(
          "client_id",
          "client_type",
          "token_endpoint_auth_method",
          "pkce_required",
          "subject_type",
          "allowed_grant_types",
          "allowed_response_types",
          "client_secret",
          "client_secret_expires_at",
          "active");

  /** State that no document reaches. */
  private static final Set<String> OUT_OF_REACH =
      Set.of(
          "client_secret_hash",
          "disabled_at",
          "disabled_by",
          "last_secret_rotated_at",
          "provenance",
          "registration_access_token_hash",
          "registration_client_uri",
          "initial_access_token_id",
          "client_id_issued_at");

  private final ClientStore store;
  private final ClientSecrets secrets;
  private final HmacSecrets hmacSecrets;
  private final Supplier<ServerPolicy> policy;
  private final ProfileReadiness readiness;
  private final Supplier<Set<SigningAlgorithm>> active;
  private final Telemetry telemetry;
  private final RandomSource random;
  private final InstantSource clock;
  private final SubjectRules subjects;
  private final boolean development;

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
    this.hmacSecrets = new HmacSecrets(keyRing, clock);
    this.policy = policy;
    this.readiness = readiness;
    this.active = active;
    this.telemetry = telemetry;
    this.random = random;
    this.clock = clock;
    this.subjects = new SubjectRules(sectorIdentifiers);
    this.development = development;
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
    return ClientRules.check(
        client.metadata(), client.jwks(), client.extra(), profile, profile, development);
  }

  /** Registers a client, {@link Done} or {@link Invalid}; the server chooses its secret. */
  public Result create(Map<String, Object> document, Actor actor) {
    ClientDocument.Draft draft = ClientDocument.whole(document);
    List<FieldError> errors = problems(draft, policy.get());
    errors.addAll(notReady(Optional.empty(), draft));
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
    List<FieldError> errors = problems(draft, policy.get());
    errors.addAll(notReady(existing.map(RegisteredClient::client), draft));
    if (draft.clientId() == null) {
      errors.add(FieldError.of("client_id", "required"));
    }
    int shortest = shortest(draft.metadata().tokenEndpointAuthMethod());
    if (draft.secret() != null && draft.secret().reveal().length() < shortest) {
      errors.add(new FieldError("client_secret", "too_short", "at least " + shortest));
    }
    if (draft.secret() != null && !draft.metadata().tokenEndpointAuthMethod().usesSecret()) {
      errors.add(FieldError.of("client_secret", "client_secret_not_allowed"));
    }
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
    ClientDocument.Draft draft = draft(client, changes);
    List<FieldError> errors = objections(client, draft, changes, otherSubjects);
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
    ClientDocument.Draft draft = draft(client, changes);
    List<FieldError> errors = objections(client, draft, changes, false);
    return errors.isEmpty()
        ? new Done(with(client, draft, client.secrets()), Optional.empty())
        : new Invalid(errors);
  }

  private static ClientDocument.Draft draft(Client client, Map<String, Object> changes) {
    Map<String, Object> reachable = new LinkedHashMap<>(changes);
    reachable.keySet().removeAll(OUT_OF_REACH);
    reachable.remove("client_id", client.clientId());
    return ClientDocument.changes(reachable, client);
  }

  private List<FieldError> objections(
      Client client,
      ClientDocument.Draft draft,
      Map<String, Object> changes,
      boolean otherSubjects) {
    List<FieldError> errors = problems(draft, policy.get());
    // What was wrong before and is not touched now must not keep the rest from being changed.
    List<FieldError> before = rules(client.metadata(), client.jwks(), client.extra(), policy.get());
    errors.removeIf(e -> before.contains(e) && !draft.changed().contains(e.field()));
    errors.addAll(notReady(Optional.of(client), draft));
    for (String field : changes.keySet()) {
      if (OUT_OF_REACH.contains(field)) {
        errors.add(FieldError.of(field, "immutable_field"));
      }
    }
    for (String field : draft.changed()) {
      if (IMMUTABLE.contains(field) && !(otherSubjects && field.equals("subject_type"))) {
        errors.add(FieldError.of(field, "immutable_field"));
      }
    }
    if (!otherSubjects) {
      errors.addAll(
          SubjectRules.keepsSubjects(client.metadata(), draft.metadata(), draft.changed()));
    }
    return errors;
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
    SealedSecret verifier = verifier(found.get().client().metadata(), secret);
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

  private static int shortest(AuthMethod method) {
    return method == AuthMethod.CLIENT_SECRET_JWT ? HmacSecrets.SHORTEST_BYTES : SHORTEST_SECRET;
  }

  private List<FieldError> problems(ClientDocument.Draft draft, ServerPolicy server) {
    List<FieldError> errors = new ArrayList<>(draft.errors());
    if (draft.clientId() != null && !isValidClientId(draft.clientId())) {
      errors.add(FieldError.of("client_id", "invalid_client_id"));
    }
    // A member that could not be read is reported once, not again for what stands in for it.
    Set<String> unread = draft.errors().stream().map(FieldError::field).collect(Collectors.toSet());
    rules(draft.metadata(), draft.jwks(), draft.extra(), server).stream()
        .filter(error -> !unread.contains(error.field()))
        .distinct()
        .forEach(errors::add);
    return errors;
  }

  /** Staying in a FAPI profile does not ask for keys again, nor does following the server's. */
  private List<FieldError> notReady(Optional<Client> before, ClientDocument.Draft draft) {
    Inheritable.Profile wanted = draft.metadata().securityProfile();
    boolean held = before.filter(c -> c.metadata().securityProfile() == wanted).isPresent();
    return wanted.isFapi() && !held ? ReadinessErrors.of(readiness.check()) : List.of();
  }

  private List<FieldError> rules(
      ClientMetadata metadata,
      Optional<Map<String, Object>> jwks,
      Map<String, Object> extra,
      ServerPolicy server) {
    List<FieldError> errors =
        new ArrayList<>(
            ClientRules.check(
                metadata,
                jwks,
                extra,
                metadata.securityProfile().effective(server),
                server.securityProfile(),
                development));
    errors.addAll(SigningKeyRules.check(metadata, extra, active.get()));
    return errors;
  }

  /** Visible ASCII, so that it survives every header, form and log it passes through. */
  private static boolean isValidClientId(String clientId) {
    return Clients.isWellFormed(clientId) && clientId.indexOf(' ') < 0;
  }

  private Result insert(ClientDocument.Draft draft, Actor actor) {
    boolean needsSecret = draft.metadata().tokenEndpointAuthMethod().usesSecret();
    boolean makesSecret = needsSecret && draft.secret() == null;
    Secret secret = makesSecret ? secrets.generate() : draft.secret();
    StoredSecrets stored =
        needsSecret
            ? stored(draft.metadata(), secret, null).expiring(draft.secretExpiresAt())
            : StoredSecrets.none();
    String id =
        draft.clientId() == null
            ? "ls_" + Base64Url.encode(random.bytes(CLIENT_ID_BYTES))
            : draft.clientId();
    Client client =
        new Client(
            0,
            id,
            draft.metadata(),
            stored,
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
    return told(
        TelemetryEvent.CLIENT_CREATED,
        created,
        makesSecret ? Optional.of(secret) : Optional.empty(),
        actor);
  }

  private Result replace(RegisteredClient existing, ClientDocument.Draft draft, Actor actor) {
    Client client = existing.client();
    AuthMethod method = draft.metadata().tokenEndpointAuthMethod();
    boolean needsSecret = method.usesSecret();
    Secret chosen = draft.secret();
    StoredSecrets stored = needsSecret ? client.secrets() : StoredSecrets.none();
    Optional<Secret> made = Optional.empty();
    // HMAC assertions need the secret sealed, and what was only hashed cannot be sealed any more.
    boolean unsealed =
        method == AuthMethod.CLIENT_SECRET_JWT
            && client.metadata().tokenEndpointAuthMethod() != method;
    boolean keeps = chosen == null ? stored.hash() != null : isStill(chosen, stored);
    if (needsSecret && (unsealed || !keeps)) {
      made = chosen == null ? Optional.of(secrets.generate()) : Optional.empty();
      stored = stored(draft.metadata(), made.orElse(chosen), clock.instant());
    }
    if (needsSecret) {
      stored = stored.expiring(draft.secretExpiresAt());
    }
    if (method != AuthMethod.CLIENT_SECRET_JWT) {
      stored = stored.unsealed();
    }
    Client changed = with(client, draft, stored);
    if (changed.equals(client)) {
      return new Done(client, Optional.empty());
    }
    return write(changed, existing.version(), draft.changed(), actor, made);
  }

  private boolean isStill(Secret chosen, StoredSecrets stored) {
    StoredSecrets current = new StoredSecrets(stored.hash(), null, null, null, null);
    return secrets.verify(current, chosen.reveal()) == ClientSecrets.Verdict.MATCHES;
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

  private StoredSecrets stored(ClientMetadata metadata, Secret secret, Instant rotatedAt) {
    return new StoredSecrets(
        secrets.store(secret), null, null, null, rotatedAt, verifier(metadata, secret), null);
  }

  private SealedSecret verifier(ClientMetadata metadata, Secret secret) {
    return metadata.tokenEndpointAuthMethod() == AuthMethod.CLIENT_SECRET_JWT
        ? hmacSecrets.seal(secret)
        : null;
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
