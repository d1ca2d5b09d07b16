package dev.lockspire.metadata;

import dev.lockspire.http.Issuer;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A metadata document while it is being put together, and what its truth depends on. */
public final class ServerMetadata {
  private final Issuer issuer;
  private final ServerPolicy policy;
  private final Set<SigningAlgorithm> activeAlgorithms;
  private final Set<KeyManagementAlgorithm> encryptionAlgorithms;
  private final Map<String, Object> members = new LinkedHashMap<>();

  /** Of a server that nothing can be encrypted to. */
  public ServerMetadata(
      Issuer issuer, ServerPolicy policy, Collection<SigningAlgorithm> activeAlgorithms) {
    this(issuer, policy, activeAlgorithms, Set.of());
  }

  /**
   * @param activeAlgorithms algorithms that have an active key and are allowed by the server's
   *     profile
   * @param encryptionAlgorithms algorithms for which there is an active key to encrypt to
   */
  public ServerMetadata(
      Issuer issuer,
      ServerPolicy policy,
      Collection<SigningAlgorithm> activeAlgorithms,
      Collection<KeyManagementAlgorithm> encryptionAlgorithms) {
    this.issuer = issuer;
    this.policy = policy;
    this.activeAlgorithms = Set.copyOf(activeAlgorithms);
    this.encryptionAlgorithms = Set.copyOf(encryptionAlgorithms);
    members.put("issuer", issuer.value());
  }

  public Issuer issuer() {
    return issuer;
  }

  public ServerPolicy policy() {
    return policy;
  }

  public Set<SigningAlgorithm> activeAlgorithms() {
    return activeAlgorithms;
  }

  public Set<KeyManagementAlgorithm> encryptionAlgorithms() {
    return encryptionAlgorithms;
  }

  /** {@link #activeAlgorithms} as they are named on the wire, always in the same order. */
  public List<String> activeAlgorithmNames() {
    return activeAlgorithms.stream().sorted().map(SigningAlgorithm::wireName).toList();
  }

  /** Publishes the URL of a mounted path. */
  public ServerMetadata endpoint(String member, String path) {
    members.put(member, issuer.url(path));
    return this;
  }

  public ServerMetadata put(String member, Object value) {
    members.put(member, value);
    return this;
  }

  /** Adds values to a list that several surfaces contribute to, each value once, in order. */
  @SuppressWarnings("unchecked")
  public ServerMetadata add(String member, Collection<String> values) {
    ((Set<String>) members.computeIfAbsent(member, m -> new LinkedHashSet<String>()))
        .addAll(values);
    return this;
  }

  public Map<String, Object> members() {
    return java.util.Collections.unmodifiableMap(members);
  }
}
