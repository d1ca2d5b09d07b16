package dev.lockspire.host;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/**
 * Optional seam: who is at the console. Lockspire signs no operator in; it asks the host, for every
 * request, after the host's own guard ran. No answer, no page.
 */
@FunctionalInterface
public interface OperatorIdentity {
  /** Role of people who see everything and change it. */
  String OPERATOR_ROLE = "lockspire-operator";

  /** Role of people who see everything and change nothing. */
  String AUDITOR_ROLE = "lockspire-auditor";

  /**
   * Empty for nobody, and for people who have no business at the console.
   *
   * @param request after the filters and constraints of the host
   */
  Optional<Operator> operator(HttpServletRequest request);

  /**
   * The caller the container knows, in the roles {@value #OPERATOR_ROLE} and {@value
   * #AUDITOR_ROLE}: the choice where the host supplies none. Of somebody in both, the first counts.
   */
  static OperatorIdentity ofContainer() {
    return request -> {
      Principal caller = request.getUserPrincipal();
      if (caller == null || caller.getName() == null || caller.getName().isBlank()) {
        return Optional.empty();
      }
      if (request.isUserInRole(OPERATOR_ROLE)) {
        return Optional.of(
            new Operator(caller.getName(), caller.getName(), Operator.Role.OPERATOR));
      }
      return request.isUserInRole(AUDITOR_ROLE)
          ? Optional.of(new Operator(caller.getName(), caller.getName(), Operator.Role.AUDITOR))
          : Optional.empty();
    };
  }
}
