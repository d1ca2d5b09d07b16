package dev.lockspire.remotejwks;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What went wrong when a client's remote keys were last needed: codes only, nothing of the keys and
 * nothing of the URI.
 *
 * @param subreason what exactly
 * @param httpStatus the refused status, when one was received
 * @param targetReason what is wrong with the target, when something is: {@code loopback}
 * @param cachedEntryPresent whether keys were in memory
 * @param refreshAttempted whether they were fetched again because they did not fit
 * @param kidPresent whether a key was named; empty when the keys were not had
 */
public record Incident(
    String clientId,
    Subreason subreason,
    Optional<Integer> httpStatus,
    Optional<String> targetReason,
    boolean cachedEntryPresent,
    boolean refreshAttempted,
    Optional<Boolean> kidPresent,
    Instant occurredAt) {

  public IncidentClass incidentClass() {
    return subreason.incidentClass();
  }

  public IncidentStage stage() {
    return subreason.stage();
  }

  /** What to do about it, in one sentence. */
  public String remedy() {
    return subreason.remedy();
  }

  /** What telemetry and logs may tell, as attributes. */
  Map<String, String> attributes() {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("remote_jwks_class", incidentClass().wireName());
    told.put("remote_jwks_stage", stage().wireName());
    told.put("remote_jwks_subreason", subreason.wireName());
    httpStatus.ifPresent(status -> told.put("http_status", status.toString()));
    targetReason.ifPresent(reason -> told.put("remote_jwks_target_reason", reason));
    told.put("remote_jwks_cached", Boolean.toString(cachedEntryPresent));
    told.put("remote_jwks_refreshed", Boolean.toString(refreshAttempted));
    kidPresent.ifPresent(present -> told.put("kid_present", present.toString()));
    return told;
  }
}
