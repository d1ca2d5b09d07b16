package dev.lockspire.senderconstraint;

import dev.lockspire.client.Client;
import dev.lockspire.client.Inheritable;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import java.util.function.Supplier;

/**
 * Decides which keys the tokens of a client are bound to, and which it must show (RFC 9449 §5, RFC
 * 8705 §3, FAPI 2.0 Security Profile §5.3.2.1).
 */
public final class SenderConstraints {
  private final Supplier<ServerPolicy> policy;
  private final boolean bindWhenPresented;

  /**
   * @param policy what operators decided, from memory
   * @param bindWhenPresented whether a proof binds the tokens of clients that need none and were
   *     not set to {@code bearer} either
   */
  public SenderConstraints(Supplier<ServerPolicy> policy, boolean bindWhenPresented) {
    this.policy = policy;
    this.bindWhenPresented = bindWhenPresented;
  }

  /** The profile that holds for {@code client}. */
  public SecurityProfile profile(Client client) {
    return client.profile(policy.get());
  }

  /**
   * Whether the key of a proof that {@code client} sends becomes that of its tokens. Where it does
   * not, the proof is verified all the same: a client never changes its tokens by accident.
   */
  public boolean bindsToProof(Client client) {
    return client.requiresDpop(policy.get())
        || profile(client).isFapi()
        || (bindWhenPresented && client.metadata().dpopPolicy() == Inheritable.Dpop.INHERIT);
  }

  /**
   * Whether {@code client} must send a proof. FAPI is content with tokens that are bound to a
   * certificate.
   *
   * @param withCertificate whether its request comes with one
   */
  public boolean demandsProof(Client client, boolean withCertificate) {
    return client.requiresDpop(policy.get())
        || (profile(client).isFapi() && !(withCertificate && client.bindsToCertificate()));
  }
}
