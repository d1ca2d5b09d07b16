package dev.lockspire.client;

import dev.lockspire.crypto.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The secrets of a client that a document describes: chosen by the document, kept, or made. */
final class DraftSecrets {
  private static final int SHORTEST_SECRET = 16;

  private final ClientSecrets secrets;
  private final HmacSecrets hmacSecrets;
  private final InstantSource clock;

  DraftSecrets(ClientSecrets secrets, HmacSecrets hmacSecrets, InstantSource clock) {
    this.secrets = secrets;
    this.hmacSecrets = hmacSecrets;
    this.clock = clock;
  }

  /**
   * What the row keeps.
   *
   * @param made the plain secret when it was made here; empty when the document chose it or none is
   *     needed
   */
  record Kept(StoredSecrets stored, Optional<Secret> made) {}

  /** What speaks against the secret that {@code draft} chooses. */
  static List<FieldError> problems(ClientDocument.Draft draft) {
    List<FieldError> errors = new ArrayList<>();
    AuthMethod method = draft.metadata().tokenEndpointAuthMethod();
    int shortest = shortest(method);
    if (draft.secret() != null && draft.secret().reveal().length() < shortest) {
      errors.add(new FieldError("client_secret", "too_short", "at least " + shortest));
    }
    if (draft.secret() != null && !method.usesSecret()) {
      errors.add(FieldError.of("client_secret", "client_secret_not_allowed"));
    }
    return errors;
  }

  private static int shortest(AuthMethod method) {
    return method == AuthMethod.CLIENT_SECRET_JWT ? HmacSecrets.SHORTEST_BYTES : SHORTEST_SECRET;
  }

  /** Those of a client that there was not. */
  Kept first(ClientDocument.Draft draft) {
    if (!draft.metadata().tokenEndpointAuthMethod().usesSecret()) {
      return new Kept(StoredSecrets.none(), Optional.empty());
    }
    return chosenOrMade(draft, null);
  }

  /** Those of {@code client} when {@code draft} takes its place. */
  Kept next(Client client, ClientDocument.Draft draft) {
    AuthMethod method = draft.metadata().tokenEndpointAuthMethod();
    if (!method.usesSecret()) {
      return new Kept(StoredSecrets.none(), Optional.empty());
    }
    // HMAC assertions need the secret sealed, and what was only hashed cannot be sealed any more.
    boolean unsealed =
        method == AuthMethod.CLIENT_SECRET_JWT
            && client.metadata().tokenEndpointAuthMethod() != method;
    Kept kept =
        unsealed || !keeps(client.secrets(), draft.secret())
            ? chosenOrMade(draft, clock.instant())
            : new Kept(client.secrets().expiring(draft.secretExpiresAt()), Optional.empty());
    return method == AuthMethod.CLIENT_SECRET_JWT
        ? kept
        : new Kept(kept.stored().unsealed(), kept.made());
  }

  private boolean keeps(StoredSecrets stored, Secret chosen) {
    return chosen == null ? stored.hash() != null : isStill(chosen, stored);
  }

  private Kept chosenOrMade(ClientDocument.Draft draft, Instant rotatedAt) {
    Optional<Secret> made =
        draft.secret() == null ? Optional.of(secrets.generate()) : Optional.empty();
    StoredSecrets stored =
        stored(draft.metadata(), made.orElse(draft.secret()), rotatedAt)
            .expiring(draft.secretExpiresAt());
    return new Kept(stored, made);
  }

  private boolean isStill(Secret chosen, StoredSecrets stored) {
    StoredSecrets current = new StoredSecrets(stored.hash(), null, null, null, null);
    return secrets.verify(current, chosen.reveal()) == ClientSecrets.Verdict.MATCHES;
  }

  private StoredSecrets stored(ClientMetadata metadata, Secret secret, Instant rotatedAt) {
    return new StoredSecrets(
        secrets.store(secret), null, null, null, rotatedAt, verifier(metadata, secret), null);
  }

  /** The sealed copy that HMAC assertions are verified with; null for every other method. */
  SealedSecret verifier(ClientMetadata metadata, Secret secret) {
    return metadata.tokenEndpointAuthMethod() == AuthMethod.CLIENT_SECRET_JWT
        ? hmacSecrets.seal(secret)
        : null;
  }
}
