package dev.lockspire.discovery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lockspire.http.Call;
import dev.lockspire.http.Endpoint;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.PublicDocument;
import dev.lockspire.http.Reply;
import dev.lockspire.keys.PublishedKeySet;
import dev.lockspire.keys.PublishedKeys;
import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.ServerPolicies;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.StorageFailure;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /.well-known/openid-configuration} and {@code /.well-known/oauth-authorization-server}
 * (OpenID Connect Discovery §4, RFC 8414 §3): what the contributors of the mounted surfaces say.
 *
 * <p>It is put together anew only when the policy, the algorithms of active keys or the issuer
 * differ.
 */
public final class DiscoveryEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(DiscoveryEndpoint.class);
  private static final int KEPT = 16;

  private final List<MetadataContributor> contributors;
  private final ServerPolicies policies;
  private final PublishedKeys keys;
  private final Cache<DependsOn, PublicDocument> documents =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  private record DependsOn(
      Issuer issuer,
      ServerPolicy policy,
      Set<SigningAlgorithm> activeAlgorithms,
      Set<KeyManagementAlgorithm> encryptionAlgorithms) {}

  /**
   * @param contributors of every surface that is mounted, in the order of the document
   */
  public DiscoveryEndpoint(
      List<MetadataContributor> contributors, ServerPolicies policies, PublishedKeys keys) {
    this.contributors = List.copyOf(contributors);
    this.policies = policies;
    this.keys = keys;
  }

  /**
   * @throws OAuthError 500 {@code server_error} when policy or keys cannot be read
   */
  @Override
  public Reply handle(Call call) {
    return documents.get(dependsOn(call), this::compose).answer(call);
  }

  private DependsOn dependsOn(Call call) {
    try {
      PublishedKeySet published = keys.current();
      return new DependsOn(
          call.issuer(),
          policies.current(),
          published.activeAlgorithms(),
          published.encryptionAlgorithms());
    } catch (StorageFailure e) {
      LOG.error("The discovery document cannot be put together", e);
      throw OAuthError.serverError(
          "server_policy_lookup_failed", "The server's policy cannot be read just now.");
    }
  }

  private PublicDocument compose(DependsOn on) {
    ServerMetadata metadata =
        new ServerMetadata(
            on.issuer(), on.policy(), on.activeAlgorithms(), on.encryptionAlgorithms());
    contributors.forEach(contributor -> contributor.contribute(metadata));
    return new PublicDocument("application/json", JsonWriter.bytes(metadata.members()));
  }
}
