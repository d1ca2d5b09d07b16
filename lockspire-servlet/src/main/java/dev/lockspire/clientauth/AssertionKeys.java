package dev.lockspire.clientauth;

import dev.lockspire.client.Client;
import dev.lockspire.keys.CompactJws;
import dev.lockspire.remotejwks.ClientSignatures;
import java.util.Map;

/**
 * Verifies the signature of an assertion with the client's public keys. Where there is none to
 * verify with, a key of nobody's takes as long.
 */
public final class AssertionKeys {
  private final ClientSignatures signatures;
  private final NobodysKeys nobody;

  /**
   * @param nobody what is verified with when there is nothing to verify with
   */
  public AssertionKeys(ClientSignatures signatures, NobodysKeys nobody) {
    this.signatures = signatures;
    this.nobody = nobody;
  }

  /**
   * @throws Refused unless one of the client's keys verifies {@code jws}, whose algorithm is one of
   *     ours
   */
  void verify(Client client, CompactJws jws) {
    if (signatures.verify(client, jws) instanceof ClientSignatures.Unverified unverified) {
      if (!unverified.computed()) {
        nobody.verify(jws);
      }
      throw new Refused(
          unverified.unavailable().orElse("client_assertion_signature_invalid"),
          Map.of(),
          unverified.evidence());
    }
  }
}
