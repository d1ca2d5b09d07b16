package dev.lockspire.remotejwks;

import static dev.lockspire.remotejwks.IncidentClass.REMOTE_JWKS_FETCH_FAILED;
import static dev.lockspire.remotejwks.IncidentClass.REMOTE_JWKS_INVALID;
import static dev.lockspire.remotejwks.IncidentClass.REMOTE_JWKS_KEY_UNAVAILABLE;
import static dev.lockspire.remotejwks.IncidentClass.REMOTE_JWKS_SIGNATURE_INVALID;
import static dev.lockspire.remotejwks.IncidentStage.CACHE;
import static dev.lockspire.remotejwks.IncidentStage.NETWORK;
import static dev.lockspire.remotejwks.IncidentStage.PARSE;
import static dev.lockspire.remotejwks.IncidentStage.SELECT_KEY;
import static dev.lockspire.remotejwks.IncidentStage.VALIDATE_TARGET;
import static dev.lockspire.remotejwks.IncidentStage.VERIFY_SIGNATURE;

import java.util.Locale;
import java.util.Optional;

/** What exactly was wrong with remote keys; class and stage follow from it. */
public enum Subreason {
  UNSAFE_TARGET(
      REMOTE_JWKS_FETCH_FAILED,
      VALIDATE_TARGET,
      "Register a jwks_uri that is public; when it is meant to be internal, open it with"
          + " lockspire.outbound.allowed-targets and lockspire.outbound.allowed-ports."),
  HTTPS_REQUIRED(REMOTE_JWKS_FETCH_FAILED, VALIDATE_TARGET, "Register a jwks_uri with https."),
  INVALID_URI(
      REMOTE_JWKS_FETCH_FAILED,
      VALIDATE_TARGET,
      "Register a jwks_uri that names a host, and neither user nor password."),
  RESOLUTION_FAILED(
      REMOTE_JWKS_FETCH_FAILED,
      VALIDATE_TARGET,
      "Make the host of jwks_uri known to the name servers that this server asks."),
  HTTP_STATUS(
      REMOTE_JWKS_FETCH_FAILED,
      NETWORK,
      "Make jwks_uri answer a GET without credentials with status 200."),
  TIMEOUT(
      REMOTE_JWKS_FETCH_FAILED,
      NETWORK,
      "Make jwks_uri answer within a second, and let this server through to it."),
  REDIRECT_DISALLOWED(
      REMOTE_JWKS_FETCH_FAILED, NETWORK, "Register the URI that the redirect leads to."),
  TRANSPORT_ERROR(
      REMOTE_JWKS_FETCH_FAILED,
      NETWORK,
      "Make the host of jwks_uri accept connections with a certificate for its name that this"
          + " server trusts, or trust it with lockspire.outbound.trusted-certificates."),
  PAYLOAD_TOO_LARGE(
      REMOTE_JWKS_FETCH_FAILED,
      NETWORK,
      "Publish the keys in use alone: the set is larger than lockspire.jwks.fetch.max-bytes."),
  INVALID_FORMAT(
      REMOTE_JWKS_INVALID,
      PARSE,
      "Publish a JWK Set: a JSON object whose member keys lists at most 100 keys, all public."),
  CACHE_ERROR(
      REMOTE_JWKS_FETCH_FAILED,
      CACHE,
      "Look into this server's log: nothing is known to be wrong with the client."),
  REQUESTED_KEY_MISSING(
      REMOTE_JWKS_KEY_UNAVAILABLE,
      SELECT_KEY,
      "Publish the key that the client signs with, under the kid it names and for its algorithm."),
  POST_REFRESH_KEY_STILL_MISSING(
      REMOTE_JWKS_KEY_UNAVAILABLE,
      SELECT_KEY,
      "Publish the key before the client signs with it: it is not in the set that was just"
          + " fetched."),
  SIGNATURE_INVALID(
      REMOTE_JWKS_SIGNATURE_INVALID,
      VERIFY_SIGNATURE,
      "Sign with the private key that belongs to a published one, and give a new key a new kid."),
  POST_REFRESH_SIGNATURE_INVALID(
      REMOTE_JWKS_SIGNATURE_INVALID,
      VERIFY_SIGNATURE,
      "Sign with the private key that belongs to a published one: none of the set that was just"
          + " fetched verifies the signature.");

  private final IncidentClass incidentClass;
  private final IncidentStage stage;
  private final String remedy;

  Subreason(IncidentClass incidentClass, IncidentStage stage, String remedy) {
    this.incidentClass = incidentClass;
    this.stage = stage;
    this.remedy = remedy;
  }

  public IncidentClass incidentClass() {
    return incidentClass;
  }

  public IncidentStage stage() {
    return stage;
  }

  /** What to do about it, in one sentence. */
  public String remedy() {
    return remedy;
  }

  /** As it is told: {@code requested_key_missing}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Subreason> ofWireName(String wireName) {
    for (Subreason subreason : values()) {
      if (subreason.wireName().equals(wireName)) {
        return Optional.of(subreason);
      }
    }
    return Optional.empty();
  }
}
