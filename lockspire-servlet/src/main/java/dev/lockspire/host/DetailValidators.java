package dev.lockspire.host;

import dev.lockspire.host.AuthorizationDetailsValidator.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The host's validators of authorization details, by type; whatever they throw becomes a {@link
 * SeamFailure}.
 */
public final class DetailValidators {
  private final Map<String, AuthorizationDetailsValidator> byType = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException when two are for one type, or one is for none
   */
  public DetailValidators(List<AuthorizationDetailsValidator> validators) {
    for (AuthorizationDetailsValidator validator : validators) {
      String type = validator.type();
      if (type == null || type.isBlank()) {
        throw new IllegalArgumentException(validator.getClass().getName() + " is for no type");
      }
      if (byType.put(type, validator) != null) {
        throw new IllegalArgumentException("There are two validators for the type " + type);
      }
    }
  }

  /** The types that have a validator, in order. */
  public List<String> types() {
    return List.copyOf(byType.keySet());
  }

  /**
   * @param type one of {@link #types}
   * @throws SeamFailure when the host cannot tell
   */
  public Verdict validate(
      String type, Map<String, Object> detail, AuthorizationDetailsContext context) {
    return HostSite.ask(
        "AuthorizationDetailsValidator.validate", () -> byType.get(type).validate(detail, context));
  }

  /**
   * @param type one of {@link #types}
   * @throws SeamFailure when the host cannot tell
   */
  public Verdict narrow(
      String type,
      Map<String, Object> requested,
      Map<String, Object> left,
      AuthorizationDetailsContext context) {
    return HostSite.ask(
        "AuthorizationDetailsValidator.narrow",
        () -> byType.get(type).narrow(requested, left, context));
  }

  /**
   * False for a type without a validator.
   *
   * @throws SeamFailure when the host cannot tell
   */
  public boolean mayBeRemembered(String type) {
    AuthorizationDetailsValidator validator = byType.get(type);
    return validator != null
        && HostSite.ask(
            "AuthorizationDetailsValidator.mayBeRemembered", validator::mayBeRemembered);
  }
}
