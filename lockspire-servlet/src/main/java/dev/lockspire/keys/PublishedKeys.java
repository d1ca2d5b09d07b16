package dev.lockspire.keys;

import dev.lockspire.http.JsonWriter;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicies;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.EnumSet;
import java.util.Set;

/**
 * What verifiers may see: active and retiring keys and those published ahead of time. Under a FAPI
 * profile of the whole server only signature keys that comply with it; encryption keys always.
 */
public final class PublishedKeys {
  /** Beyond {@code kid}, {@code kty}, {@code alg} and {@code use}, which are always there. */
  private static final Set<String> PUBLIC_MEMBERS =
      Set.of("crv", "e", "key_ops", "n", "x", "x5c", "x5t", "x5t#S256", "y");

  private final SigningKeys keys;
  private final ServerPolicies policies;
  private volatile Rendered rendered;

  /** What a key set was made of. */
  private record Rendered(LoadedKeys keys, SecurityProfile profile, PublishedKeySet set) {}

  public PublishedKeys(SigningKeys keys, ServerPolicies policies) {
    this.keys = keys;
    this.policies = policies;
  }

  /**
   * @throws dev.lockspire.storage.StorageFailure when keys or policy have to be read and cannot
   */
  public PublishedKeySet current() {
    LoadedKeys loaded = keys.current();
    SecurityProfile profile = policies.current().securityProfile();
    Rendered known = rendered;
    // Usually the same instance; an equal one after a look at the database that found no change.
    if (known != null && known.keys().equals(loaded) && known.profile() == profile) {
      return known.set();
    }
    PublishedKeySet set = render(loaded, profile);
    rendered = new Rendered(loaded, profile, set);
    return set;
  }

  /** Whether {@code /jwks} shows {@code key} under the policy of now. */
  public boolean shows(SigningKey key) {
    return shows(key, policies.current().securityProfile());
  }

  private static boolean shows(SigningKey key, SecurityProfile profile) {
    return key.published() && (key.use() == KeyUse.ENC || key.maySignUnder(profile));
  }

  private static PublishedKeySet render(LoadedKeys loaded, SecurityProfile profile) {
    JsonWriter json = new JsonWriter(2048);
    Set<SigningAlgorithm> active = EnumSet.noneOf(SigningAlgorithm.class);
    json.beginObject().name("keys").beginArray();
    for (SigningKey key : loaded.published()) {
      if (shows(key, profile)) {
        write(json, key);
      }
      if (loaded.activeByKid().containsKey(key.kid()) && key.maySignUnder(profile)) {
        key.signingAlgorithm().ifPresent(active::add);
      }
    }
    json.endArray().endObject();
    return new PublishedKeySet(json.toBytes(), active, loaded.encryptionAlgorithms());
  }

  private static void write(JsonWriter json, SigningKey key) {
    json.beginObject()
        .field("kid", key.kid())
        .field("kty", key.type())
        .field("alg", key.algorithm())
        .field("use", key.use().wireName());
    key.publicJwk().entrySet().stream()
        .filter(member -> PUBLIC_MEMBERS.contains(member.getKey()))
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(member -> json.field(member.getKey(), member.getValue()));
    json.endObject();
  }
}
