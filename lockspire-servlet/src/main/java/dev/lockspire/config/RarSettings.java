package dev.lockspire.config;

import java.util.List;
import java.util.Map;

/** Keys of {@link ConfigKeys}: authorization details (RFC 9396). */
public final class RarSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.RAR);

  static final ConfigKey<List<String>> TYPES =
      TABLE.key(
          "rar.types",
          ValueTypes.text("text").list("list"),
          "",
          "Types of authorization details that metadata names"
              + " (`authorization_details_types_supported`); each has a validator. Without any, those"
              + " that have a validator.");
  public static final ConfigKey<Map<String, String>> VALIDATORS =
      TABLE.key(
          "rar.validators",
          ValidatorClasses.type(),
          "",
          "The host's `AuthorizationDetailsValidator` of each type, when neither its configurer nor"
              + " CDI supplies one.");
  static final ConfigKey<Boolean> ACCEPT_ANY_TYPE =
      TABLE.key(
          "rar.accept-any-type",
          ValueTypes.bool(),
          "false",
          "Accepts authorization details of types without a validator as they come, from clients"
              + " that registered the type. For development only.");

  private RarSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
