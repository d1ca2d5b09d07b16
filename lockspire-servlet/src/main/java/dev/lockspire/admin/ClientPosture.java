package dev.lockspire.admin;

import dev.lockspire.client.ClientMetadata;
import dev.lockspire.policy.ServerPolicy;
import java.util.Locale;

/**
 * What holds for one client: for each setting the server's value, the client's own, and the one
 * that counts.
 *
 * @param mixedMode whether the server has a FAPI profile and this client is taken out of it
 */
public record ClientPosture(
    Setting securityProfile,
    Setting par,
    Setting dpop,
    Setting accessTokenFormat,
    boolean mixedMode) {

  /**
   * One setting, by the words that documents use.
   *
   * @param server what the server says
   * @param own what the client says: {@code inherit} or a value
   * @param effective what holds
   */
  public record Setting(String server, String own, String effective) {
    public boolean inherits() {
      return own.equals("inherit");
    }

    static Setting of(String server, String own) {
      return new Setting(server, own, own.equals("inherit") ? server : own);
    }
  }

  static ClientPosture of(ClientMetadata client, ServerPolicy server) {
    Setting profile =
        Setting.of(server.securityProfile().wireName(), word(client.securityProfile()));
    return new ClientPosture(
        profile,
        Setting.of(server.parPolicy().wireName(), word(client.parPolicy())),
        Setting.of(server.dpopPolicy().wireName(), word(client.dpopPolicy())),
        Setting.of(
            server.accessTokenFormat().wireName(),
            client.accessTokenFormat() == null ? "inherit" : client.accessTokenFormat().wireName()),
        server.securityProfile().isFapi() && profile.effective().equals("none"));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
