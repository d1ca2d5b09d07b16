package dev.lockspire.it.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.host.Operator;
import dev.lockspire.host.OperatorIdentity;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** The classes that docs/console.md shows do what it says of them. */
@DisplayName("What a host writes to guard the console")
final class MountingTest {
  private static final String CONSOLE = "/lockspire/admin/clients";
  private static final String PROOF = "p".repeat(40);

  @Test
  @DisplayName("Spring Security sends strangers to login and refuses people without a role")
  void springRefuses() throws Exception {
    MockHttpServletResponse stranger = spring(request("GET", CONSOLE), new MockFilterChain());
    assertThat(stranger.getStatus()).isEqualTo(302);
    assertThat(stranger.getRedirectedUrl()).endsWith("/login");

    MockFilterChain beyond = new MockFilterChain();
    MockHttpServletResponse alice = spring(as("alice", "ROLE_customer", "GET", CONSOLE), beyond);
    assertThat(alice.getStatus()).isEqualTo(403);
    assertThat(beyond.getRequest()).isNull();
  }

  @Test
  @DisplayName("Spring Security lets operators through, forms too, and says who they are")
  void springAdmits() throws Exception {
    for (String method : List.of("GET", "POST")) {
      assertThat(admitted(as("olga", "ROLE_lockspire-operator", method, CONSOLE)))
          .contains(new Operator("olga", "olga", Operator.Role.OPERATOR));
    }
    assertThat(admitted(as("audra", "ROLE_lockspire-auditor", "GET", CONSOLE)))
        .map(Operator::role)
        .contains(Operator.Role.AUDITOR);
  }

  /** Who the console sees, asked where it asks: behind the filter, while the request lasts. */
  private static Optional<Operator> admitted(MockHttpServletRequest request) throws Exception {
    AtomicReference<Optional<Operator>> seen = new AtomicReference<>(Optional.empty());
    spring(
        request,
        (through, response) ->
            seen.set(OperatorIdentity.ofContainer().operator((HttpServletRequest) through)));
    return seen.get();
  }

  @Test
  @DisplayName("Spring Security leaves the protocol to Lockspire")
  void springLeaves() throws Exception {
    for (String path : List.of("/lockspire/token", "/lockspire/jwks", "/lockspire/authorize")) {
      MockFilterChain beyond = new MockFilterChain();
      MockHttpServletResponse response = spring(request("POST", path), beyond);
      assertThat(response.getStatus()).as(path).isEqualTo(200);
      assertThat(beyond.getRequest()).as(path).isNotNull();
      assertThat(response.getHeaderNames()).as(path).isEmpty();
    }
  }

  @Test
  @DisplayName("the Jakarta Security mechanism names who is signed in and sends others to login")
  void jakartaSecurity() {
    MockHttpServletRequest olga = request("GET", CONSOLE);
    olga.getSession().setAttribute("user", "olga");
    assertThat(told(olga, true)).isEqualTo("login olga [lockspire-operator]");
    assertThat(told(request("GET", CONSOLE), true))
        .isEqualTo("redirect /login?return_to=%2Flockspire%2Fadmin%2Fclients");
    assertThat(told(request("GET", "/lockspire/jwks"), false)).isEqualTo("nothing");
  }

  @Test
  @DisplayName("behind a proxy nobody is believed who does not come through it")
  void proxy() {
    ProxyOperators operators = new ProxyOperators(PROOF);
    assertThat(operators.operator(proxied("olga", "staff, oauth-operators", PROOF)))
        .contains(new Operator("olga", "olga", Operator.Role.OPERATOR));
    assertThat(operators.operator(proxied("audra", "oauth-auditors", PROOF)))
        .map(Operator::role)
        .contains(Operator.Role.AUDITOR);
    assertThat(operators.operator(proxied("alice", "staff", PROOF))).isEmpty();
    assertThat(operators.operator(proxied(" ", "oauth-operators", PROOF))).isEmpty();
    assertThat(operators.operator(proxied("olga", "oauth-operators", "q".repeat(40)))).isEmpty();
    assertThat(operators.operator(request("GET", CONSOLE))).isEmpty();
    assertThatThrownBy(() -> new ProxyOperators("short")).hasMessageContaining("32 characters");
  }

  private static MockHttpServletRequest proxied(String user, String groups, String proof) {
    MockHttpServletRequest request = request("GET", CONSOLE);
    request.addHeader("X-Operator", user);
    request.addHeader("X-Operator-Groups", groups);
    request.addHeader("X-Operator-Proof", proof);
    return request;
  }

  private static MockHttpServletRequest request(String method, String path) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setServletPath(path);
    return request;
  }

  private static MockHttpServletRequest as(
      String user, String authority, String method, String path) {
    MockHttpServletRequest request = request(method, path);
    SecurityContext context =
        new SecurityContextImpl(new TestingAuthenticationToken(user, null, authority));
    request
        .getSession()
        .setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, context);
    return request;
  }

  private static MockHttpServletResponse spring(MockHttpServletRequest request, FilterChain beyond)
      throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    try (AnnotationConfigApplicationContext context =
        new AnnotationConfigApplicationContext(ConsoleSecurity.class)) {
      context
          .getBean("springSecurityFilterChain", Filter.class)
          .doFilter(request, response, beyond);
    }
    return response;
  }

  /** What the mechanism told the container. */
  private static String told(MockHttpServletRequest request, boolean guarded) {
    StringBuilder told = new StringBuilder();
    HttpMessageContext context =
        (HttpMessageContext)
            Proxy.newProxyInstance(
                MountingTest.class.getClassLoader(),
                new Class<?>[] {HttpMessageContext.class},
                (self, method, arguments) ->
                    switch (method.getName()) {
                      case "isProtected" -> guarded;
                      case "notifyContainerAboutLogin" -> {
                        told.append("login ").append(arguments[0]).append(' ').append(arguments[1]);
                        yield AuthenticationStatus.SUCCESS;
                      }
                      case "redirect" -> {
                        told.append("redirect ").append(arguments[0]);
                        yield AuthenticationStatus.SEND_CONTINUE;
                      }
                      default -> {
                        told.append("nothing");
                        yield AuthenticationStatus.NOT_DONE;
                      }
                    });
    assertThat(
            new StaffMechanism().validateRequest(request, new MockHttpServletResponse(), context))
        .isNotNull();
    return told.toString();
  }
}
