package dev.lockspire.config;

import java.util.List;

/** Keys of {@link ConfigKeys}: which classes of the host fill its seams. */
public final class SeamSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.SEAMS);

  public static final ConfigKey<String> ACCOUNT_RESOLVER =
      TABLE.optional(
          "account-resolver",
          ValueTypes.className(),
          "The host's `AccountResolver`, when neither its configurer nor CDI supplies one.");
  public static final ConfigKey<String> CONSENT_POLICY =
      TABLE.optional(
          "consent-policy",
          ValueTypes.className(),
          "The host's `ConsentPolicy`, when neither its configurer nor CDI supplies one.");
  public static final ConfigKey<String> CONSENT_VIEW =
      TABLE.optional(
          "consent-view",
          ValueTypes.className(),
          "The host's `ConsentView`, when neither its configurer nor CDI supplies one.");
  public static final ConfigKey<String> LISTENER =
      TABLE.optional(
          "listener",
          ValueTypes.className(),
          "The host's `LockspireListener`, when neither its configurer nor CDI supplies one.");
  public static final ConfigKey<String> OPERATOR_IDENTITY =
      TABLE.optional(
          "operator-identity",
          ValueTypes.className(),
          "The host's `OperatorIdentity`, when neither its configurer nor CDI supplies one. Without"
              + " any, the container's caller and its roles `lockspire-operator` and"
              + " `lockspire-auditor` count.");

  private SeamSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
