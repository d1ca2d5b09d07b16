package dev.lockspire.token;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import java.time.Instant;
import java.util.Map;

/**
 * What happens when a redeemed code is presented again by its own client: somebody else may hold
 * what it issued, so all of that is revoked (RFC 6749 §4.1.2, RFC 9700 §4.5).
 */
final class CodeReplay {
  private final AuthorizationCodeStore codes;
  private final Telemetry telemetry;

  CodeReplay(AuthorizationCodeStore codes, Telemetry telemetry) {
    this.codes = codes;
    this.telemetry = telemetry;
  }

  /** Revokes what {@code code} issued; committed when this returns. */
  void answer(Client client, StoredCode code, Instant now) {
    codes.revokeIssued(code, now);
    telemetry.emit(
        TelemetryEvent.AUTHORIZATION_CODE_REPLAY_DETECTED,
        Map.of(
            "client_id",
            client.clientId(),
            "subject_id",
            code.granted().subject(),
            "reason_code",
            "authorization_code_replayed"));
  }
}
