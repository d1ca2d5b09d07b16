package dev.lockspire.senderconstraint;

import java.util.Map;

/**
 * A DPoP proof does not hold. Each surface says so in its own words: 400 at the token endpoint, 401
 * at resources.
 */
public final class ProofRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final transient Map<String, String> compared;

  /**
   * @param reason snake_case code for logs, telemetry and refusals
   * @param compared what was compared, for operators; never a secret, never the proof itself
   */
  public ProofRefused(String reason, Map<String, String> compared) {
    super(reason, null, false, false);
    this.reason = reason;
    this.compared = Map.copyOf(compared);
  }

  public ProofRefused(String reason) {
    this(reason, Map.of());
  }

  public String reason() {
    return reason;
  }

  public Map<String, String> compared() {
    return compared;
  }

  /** Whether a retry with a nonce of ours may succeed: {@code use_dpop_nonce}. */
  public boolean needsNonce() {
    return reason.equals("missing_dpop_nonce") || reason.equals("invalid_dpop_nonce");
  }
}
