package dev.lockspire.config;

import java.net.URI;
import java.util.List;

/** Keys of {@link ConfigKeys}: what the host adds to metadata. */
final class DiscoverySettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.DISCOVERY);

  static final ConfigKey<List<String>> ACR_VALUES =
      TABLE.key(
          "discovery.acr-values-supported",
          ValueTypes.text("text").list("list"),
          "",
          "Authentication contexts the host can establish (`acr_values_supported`).");
  static final ConfigKey<List<String>> CLAIMS =
      TABLE.key(
          "discovery.claims-supported",
          ValueTypes.text("text").list("list"),
          "",
          "Claims the host can supply (`claims_supported`).");
  static final ConfigKey<List<String>> UI_LOCALES =
      TABLE.key(
          "discovery.ui-locales-supported",
          ValueTypes.languageTag().list("list of language tags"),
          "",
          "Languages of the host's pages (`ui_locales_supported`).");
  static final ConfigKey<List<String>> DISPLAY_VALUES =
      TABLE.key(
          "discovery.display-values",
          ValueTypes.<String>oneOf(
                  "text", List.of("page", "popup", "touch", "wap"), String::toString)
              .list("list"),
          "",
          "Kinds of display the host's pages suit (`display_values_supported`).");
  static final ConfigKey<URI> SERVICE_DOCUMENTATION =
      TABLE.optional(
          "discovery.service-documentation",
          UriRules.page(),
          "A page for developers (`service_documentation`).");
  static final ConfigKey<URI> OP_POLICY_URI =
      TABLE.optional(
          "discovery.op-policy-uri",
          UriRules.page(),
          "How relying parties may use the data (`op_policy_uri`).");
  static final ConfigKey<URI> OP_TOS_URI =
      TABLE.optional("discovery.op-tos-uri", UriRules.page(), "Terms of service (`op_tos_uri`).");
  static final ConfigKey<Boolean> PROMPT_CREATE =
      TABLE.key(
          "discovery.prompt-create-supported",
          ValueTypes.bool(),
          "false",
          "Whether the host offers sign-up: `prompt=create` is accepted and published.");
  static final ConfigKey<Boolean> PROMPT_SELECT_ACCOUNT =
      TABLE.key(
          "discovery.prompt-select-account-supported",
          ValueTypes.bool(),
          "false",
          "Whether the host offers a choice of accounts: `prompt=select_account` is accepted and"
              + " published.");

  private DiscoverySettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
