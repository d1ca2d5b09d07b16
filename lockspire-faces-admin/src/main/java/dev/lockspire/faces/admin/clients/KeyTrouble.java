package dev.lockspire.faces.admin.clients;

import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.remotejwks.Incident;
import dev.lockspire.remotejwks.Subreason;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Why the keys at a {@code jwks_uri} did not serve, for a person who has to see to it.
 *
 * @param what happened, in one sentence
 * @param next what to do about it
 * @param owner who can do that
 * @param code of the class and the exact reason, for logs and for whoever helps
 * @param at when; empty for now
 */
public record KeyTrouble(
    String what, String next, String owner, String code, Optional<Instant> at) {

  /** Who can see to it. */
  enum Owner {
    CLIENT,
    REGISTRATION,
    SERVER,
    BOTH;

    static Owner of(Subreason subreason) {
      return switch (subreason) {
        case HTTPS_REQUIRED, INVALID_URI, REDIRECT_DISALLOWED -> REGISTRATION;
        case CACHE_ERROR -> SERVER;
        case UNSAFE_TARGET, RESOLUTION_FAILED, TIMEOUT, TRANSPORT_ERROR -> BOTH;
        case HTTP_STATUS,
            PAYLOAD_TOO_LARGE,
            INVALID_FORMAT,
            REQUESTED_KEY_MISSING,
            POST_REFRESH_KEY_STILL_MISSING,
            SIGNATURE_INVALID,
            POST_REFRESH_SIGNATURE_INVALID ->
            CLIENT;
      };
    }

    String key() {
      return "key_trouble.owner." + name().toLowerCase(Locale.ROOT);
    }
  }

  static KeyTrouble of(Incident incident, Texts texts) {
    return of(
        incident.subreason(),
        incident.httpStatus(),
        incident.targetReason(),
        Optional.of(incident.occurredAt()),
        texts);
  }

  static KeyTrouble of(
      Subreason subreason,
      Optional<Integer> httpStatus,
      Optional<String> targetReason,
      Optional<Instant> at,
      Texts texts) {
    String key = "key_trouble." + subreason.name().toLowerCase(Locale.ROOT);
    String code = subreason.incidentClass().wireName() + " · " + subreason.wireName();
    String more =
        httpStatus
            .map(status -> " · HTTP " + status)
            .orElseGet(() -> targetReason.map(reason -> " · " + reason).orElse(""));
    return new KeyTrouble(
        texts.get(key),
        texts.get(key + ".next"),
        texts.get(Owner.of(subreason).key()),
        code + more,
        at);
  }
}
