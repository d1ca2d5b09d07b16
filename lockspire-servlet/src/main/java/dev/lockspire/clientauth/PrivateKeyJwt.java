package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.http.Call;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.replay.SingleUse;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code private_key_jwt}: a JWT that the client signed with a key of its own (RFC 7523 §2.2,
 * OpenID Connect Core §9), by an algorithm of its profile and the one it registered, if it did.
 */
public final class PrivateKeyJwt implements ClientAuthMethod {
  private final AssertionRules rules;
  private final AssertionKeys keys;
  private final Supplier<ServerPolicy> policy;

  public PrivateKeyJwt(AssertionRules rules, AssertionKeys keys, Supplier<ServerPolicy> policy) {
    this.rules = rules;
    this.keys = keys;
    this.policy = policy;
  }

  @Override
  public AuthMethod method() {
    return AuthMethod.PRIVATE_KEY_JWT;
  }

  @Override
  public boolean handles(Credentials credentials) {
    return credentials instanceof Credentials.Assertion;
  }

  @Override
  public Optional<SingleUse.AssertionId> verify(
      Client client, Credentials credentials, Call call, ProtocolSurface surface) {
    SecurityProfile profile = client.profile(policy.get());
    PresentedAssertion presented =
        new PresentedAssertion(
            client, profile, call.issuer(), surface, (Credentials.Assertion) credentials);
    return Optional.of(
        rules.check(
            presented, algorithms(client, profile), () -> keys.verify(client, presented.jws())));
  }

  private static Set<String> algorithms(Client client, SecurityProfile profile) {
    String registered = client.metadata().tokenEndpointAuthSigningAlg();
    Set<String> names = new LinkedHashSet<>();
    for (SigningAlgorithm algorithm : profile.algorithms()) {
      if (registered == null || registered.equals(algorithm.wireName())) {
        names.add(algorithm.wireName());
      }
    }
    return names;
  }
}
