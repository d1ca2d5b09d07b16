package dev.lockspire.senderconstraint;

import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.replay.SingleUse;
import java.util.Optional;

/**
 * A DPoP proof that holds, but for having been used before: whoever accepts it must first claim
 * {@link #use}.
 *
 * @param jkt thumbprint of its key (RFC 7638)
 * @param algorithm what it is signed with
 * @param use what must be claimed
 * @param nextNonce a fresh nonce to send along, once the one that was presented is past half its
 *     life (RFC 9449 §8.2)
 */
public record VerifiedProof(
    String jkt, SigningAlgorithm algorithm, SingleUse.Proof use, Optional<String> nextNonce) {}
