package dev.lockspire.admin;

import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.Purpose;
import java.util.HexFormat;

/**
 * Redacted names of things: the kind and the first 12 hex digits of a keyed digest. Equal values
 * have equal handles on every node; nobody without the master key can find the value by trial.
 */
public final class Handles {
  private static final HexFormat HEX = HexFormat.of();
  private static final int BYTES = 6;

  private final KeyRing ring;

  Handles(KeyRing ring) {
    this.ring = ring;
  }

  public String account(String accountId) {
    return of("account", accountId);
  }

  public String client(String clientId) {
    return of("client", clientId);
  }

  /** Of a token's row: never of the token itself. */
  public String token(long id) {
    return of("token", Long.toString(id));
  }

  public String family(String familyId) {
    return of("family", familyId);
  }

  public String kid(String kid) {
    return of("kid", kid);
  }

  public String consentGrant(long id) {
    return of("consent_grant", Long.toString(id));
  }

  public String session(String sid) {
    return of("session", sid);
  }

  private String of(String type, String value) {
    byte[] mac = ring.mac(Purpose.ADMIN_HANDLE, type + '\0' + value);
    return type + '_' + HEX.formatHex(mac, 0, BYTES);
  }
}
