package dev.lockspire.minting;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.client.ProtectedResponse;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.http.OAuthError;
import dev.lockspire.keys.JwtSigner;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SigningAlgorithm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the JWTs that carry authorization responses (JARM §2.1, §2.2): signed, and then encrypted
 * where the client registered that.
 *
 * <p>Whatever stands in the way is told as {@code jarm.failed} and thrown as an {@link OAuthError}
 * 400 {@code server_error} for a page of ours: nothing may be sent unprotected instead. Making one
 * may ask the client's host for keys, so it does not belong into a transaction.
 */
public final class JarmMint {
  static final String DESCRIPTION =
      "The answer to the application could not be signed and encrypted as it must be.";

  private static final String TYPE = "JWT";

  private final JwtSigner signer;
  private final SigningChoice signing;
  private final ClientEncryption encryption;
  private final Telemetry telemetry;
  private final InstantSource clock;
  private final Duration lifetime;

  /**
   * @param lifetime how long a response is good for
   */
  public JarmMint(
      JwtSigner signer,
      SigningChoice signing,
      ClientEncryption encryption,
      Telemetry telemetry,
      InstantSource clock,
      Duration lifetime) {
    this.signer = signer;
    this.signing = signing;
    this.encryption = encryption;
    this.telemetry = telemetry;
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /** What it takes to protect a response. */
  private record Means(SigningAlgorithm algorithm, Optional<Recipient> recipient) {}

  /**
   * Checks that there are keys for responses to {@code client}.
   *
   * @throws OAuthError 400 when there are none
   */
  public void requireKeys(Client client) {
    telling(client, () -> means(client));
  }

  /**
   * The JWT of one response.
   *
   * @param issuer who answers
   * @param parameters of the response, in their order; null stands for absent
   * @param longest how many characters can be delivered
   * @throws OAuthError 400 when it cannot be signed, encrypted or delivered
   */
  public String mint(Client client, String issuer, Map<String, String> parameters, int longest) {
    return telling(
        client,
        () -> {
          Means means = means(client);
          String signed = sign(means.algorithm(), claims(client, issuer, parameters));
          String jwt = means.recipient().map(to -> to.encrypt(signed)).orElse(signed);
          if (jwt.length() > longest) {
            throw refused("response_too_long");
          }
          return jwt;
        });
  }

  private byte[] claims(Client client, String issuer, Map<String, String> parameters) {
    long now = clock.instant().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", client.clientId());
    claims.put("exp", now + lifetime.toSeconds());
    claims.put("iat", now);
    // The iss of RFC 9207 is among them, and the same.
    parameters.forEach(claims::putIfAbsent);
    return JsonWriter.bytes(claims);
  }

  private String sign(SigningAlgorithm algorithm, byte[] claims) {
    try {
      return signer.sign(algorithm, TYPE, claims);
    } catch (OAuthError unsigned) {
      // The key that was there a moment ago is gone, or does not work.
      throw refused("invalid_signing_key");
    }
  }

  private Means means(Client client) {
    requireKnownEncryption(client);
    return new Means(
        signing.forAuthorizationResponse(client),
        encryption.recipient(client, ProtectedResponse.AUTHORIZATION));
  }

  /** Registration refuses what is not known; a row may be older, or newer, than this server. */
  private static void requireKnownEncryption(Client client) {
    String algorithm = client.metadata().authorizationEncryptedResponseAlg();
    if (algorithm != null && KeyManagementAlgorithm.ofWireName(algorithm).isEmpty()) {
      throw refused("unsupported_jarm_encryption_alg");
    }
    String content = client.metadata().authorizationEncryptedResponseEnc();
    if (content != null && ContentEncryption.ofWireName(content).isEmpty()) {
      throw refused("unsupported_jarm_encryption_enc");
    }
  }

  private <T> T telling(Client client, Supplier<T> step) {
    try {
      return step.get();
    } catch (EncryptionUnavailable unavailable) {
      throw told(client, refused(reason(unavailable)), unavailable.evidence());
    } catch (OAuthError refused) {
      throw told(client, refused, Map.of());
    }
  }

  private OAuthError told(Client client, OAuthError refused, Map<String, String> evidence) {
    Map<String, String> attributes = new HashMap<>(evidence);
    attributes.put("client_id", client.clientId());
    attributes.put("reason_code", refused.reason());
    telemetry.emit(TelemetryEvent.JARM_FAILED, attributes);
    return refused;
  }

  private static String reason(EncryptionUnavailable unavailable) {
    return switch (unavailable.reason()) {
      case "client_jwks_missing" -> "client_jwks_missing";
      case "client_jwks_fetch_failed" -> "jarm_encryption_key_fetch_failed";
      default -> "jarm_encryption_key_unavailable";
    };
  }

  private static OAuthError refused(String reason) {
    return OAuthError.of(400, "server_error", reason, DESCRIPTION);
  }
}
