package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.client.HmacSecrets;
import dev.lockspire.http.Call;
import dev.lockspire.keys.CompactJws;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.replay.SingleUse;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code client_secret_jwt}: a JWT that the client signed with its secret (RFC 7523 §2.2, OpenID
 * Connect Core §9), by HS256 alone. The secret does not travel, but both sides know it.
 */
public final class ClientSecretJwt implements ClientAuthMethod {
  static final String HS256 = "HS256";

  private final AssertionRules rules;
  private final HmacSecrets secrets;
  private final Supplier<ServerPolicy> policy;

  public ClientSecretJwt(AssertionRules rules, HmacSecrets secrets, Supplier<ServerPolicy> policy) {
    this.rules = rules;
    this.secrets = secrets;
    this.policy = policy;
  }

  @Override
  public AuthMethod method() {
    return AuthMethod.CLIENT_SECRET_JWT;
  }

  @Override
  public boolean handles(Credentials credentials) {
    return credentials instanceof Credentials.Assertion;
  }

  @Override
  public Optional<SingleUse.AssertionId> verify(
      Client client, Credentials credentials, Call call, ProtocolSurface surface) {
    PresentedAssertion presented =
        new PresentedAssertion(
            client,
            client.profile(policy.get()),
            call.issuer(),
            surface,
            (Credentials.Assertion) credentials);
    return Optional.of(
        rules.check(presented, Set.of(HS256), () -> signature(client, presented.jws())));
  }

  private void signature(Client client, CompactJws jws) {
    switch (secrets.verify(client.secrets(), jws.signingInput(), jws.signature())) {
      case MATCHES -> {}
      case WRONG -> throw new Refused("client_assertion_signature_invalid");
      case EXPIRED -> throw new Refused("client_secret_expired");
      case MISSING -> throw new Refused("client_secret_verifier_missing");
      case UNAVAILABLE -> throw new Refused("client_secret_verifier_unavailable");
    }
  }
}
