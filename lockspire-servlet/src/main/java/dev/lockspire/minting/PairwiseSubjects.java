package dev.lockspire.minting;

import dev.lockspire.client.Client;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.HmacSha256;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.storage.Database;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Under which subject a client knows a person (OpenID Connect Core §8). Clients of type {@code
 * public} all know the account's own subject. A {@code pairwise} client knows one that only clients
 * of its sector share, and that leads back to no account:
 *
 * <pre>sub = base64url(HMAC-SHA-256(salt, sector || 0x00 || subject))</pre>
 *
 * <p>Every {@code sub} that goes to a client comes from here, and every one that comes from a
 * client is compared with one from here. Inside, in rows and evidence, people stay accounts.
 */
public final class PairwiseSubjects {
  private final Optional<byte[]> salt;

  private PairwiseSubjects(Optional<byte[]> salt) {
    this.salt = salt;
  }

  /**
   * Those of {@code issuer}, made of the salt that {@code database} keeps.
   *
   * @param ring seals the salt; the subjects outlive its keys
   * @throws dev.lockspire.storage.StorageFailure when the database cannot answer
   */
  public static PairwiseSubjects load(
      Issuer issuer, Database database, KeyRing ring, RandomSource random, InstantSource clock) {
    return new PairwiseSubjects(new PairwiseSalt(database, ring, random, clock).obtain(issuer));
  }

  /**
   * The {@code sub} of an account at {@code client}.
   *
   * @param account the account's own subject
   * @throws OAuthError 500 {@code server_error}: {@code pairwise_salt_unavailable} when no
   *     configured master key opens the salt, {@code sector_unknown} when the client has none
   */
  public String of(Client client, String account) {
    if (!client.isPairwise()) {
      return account;
    }
    byte[] key = salt.orElseThrow(() -> unavailable("pairwise_salt_unavailable"));
    String sector = client.metadata().sector().orElseThrow(() -> unavailable("sector_unknown"));
    // No host contains the separator, so no two pairs make the same message.
    byte[] message = (sector + '\0' + account).getBytes(StandardCharsets.UTF_8);
    return Base64Url.encode(HmacSha256.of(key, message));
  }

  /**
   * The {@code sub} that {@code token} of {@code client} carries. A token without a person speaks
   * for the client itself (RFC 9068 §2.2).
   *
   * @throws OAuthError as {@link #of(Client, String)}
   */
  public String of(Client client, StoredToken token) {
    return token.accountId() == null ? token.clientId() : of(client, token.accountId());
  }

  private static OAuthError unavailable(String reason) {
    return OAuthError.serverError(reason, "The subject cannot be told just now.");
  }
}
