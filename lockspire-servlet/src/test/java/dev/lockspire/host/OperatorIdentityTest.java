package dev.lockspire.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who is at the console, where the host does not say")
class OperatorIdentityTest {
  private final OperatorIdentity identity = OperatorIdentity.ofContainer();

  @Test
  @DisplayName("is the container's caller, in the role that allows more")
  void roles() {
    assertThat(identity.operator(request("ops", "lockspire-operator")))
        .contains(new Operator("ops", "ops", Operator.Role.OPERATOR));
    assertThat(identity.operator(request("ops", "lockspire-auditor", "lockspire-operator")))
        .hasValueSatisfying(operator -> assertThat(operator.mayChange()).isTrue());
    assertThat(identity.operator(request("audra", "lockspire-auditor")))
        .hasValueSatisfying(operator -> assertThat(operator.mayChange()).isFalse());
  }

  @Test
  @DisplayName("is nobody without a caller, without a name and without a role")
  void nobody() {
    assertThat(identity.operator(request(null, "lockspire-operator"))).isEmpty();
    assertThat(identity.operator(request(" ", "lockspire-operator"))).isEmpty();
    assertThat(identity.operator(request("alice", "customer"))).isEmpty();
  }

  @Test
  @DisplayName("has an id, because an audit row names one person")
  void id() {
    assertThatThrownBy(() -> new Operator(" ", "Somebody", Operator.Role.OPERATOR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static HttpServletRequest request(String caller, String... roles) {
    Principal principal = caller == null ? null : () -> caller;
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            OperatorIdentityTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getUserPrincipal" -> principal;
                  case "isUserInRole" -> Set.of(roles).contains(arguments[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
