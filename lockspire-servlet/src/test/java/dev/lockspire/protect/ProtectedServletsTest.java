package dev.lockspire.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.annotation.ProtectedResource;
import dev.lockspire.web.FakeContext;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("@ProtectedResource on a servlet")
class ProtectedServletsTest {
  private static RouteFixture routes;

  @ProtectedResource(
      scopes = {"read:billing", "write:billing"},
      audience = "${lockspire.resource-server.api.identifier}")
  static class Orders extends HttpServlet {
    private static final long serialVersionUID = 1;
  }

  static final class Heir extends Orders {
    private static final long serialVersionUID = 1;
  }

  static final class Plain extends HttpServlet {
    private static final long serialVersionUID = 1;
  }

  @ProtectedResource(audience = "${nowhere.to.be.found}", tokenLookup = "maybe")
  static final class Wrong extends HttpServlet {
    private static final long serialVersionUID = 1;
  }

  static final class OnMethod extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    @ProtectedResource
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
  }

  @ProtectedResource
  static final class Neither {}

  @Path("/x")
  @ProtectedResource
  static final class Resource {}

  interface Described {
    @GET
    String get();
  }

  @ProtectedResource
  static final class Described2 implements Described {
    @Override
    public String get() {
      return "";
    }
  }

  @BeforeAll
  static void open() {
    routes = new RouteFixture();
  }

  @AfterAll
  static void close() {
    routes.close();
  }

  private static void protect(FakeContext context, Class<?>... annotated) {
    ProtectedServlets.protect(
        context.build(), () -> new Protection.Builder(routes.protection), Set.of(annotated));
  }

  @Test
  @DisplayName(
      "puts the three filters in order in front of each such servlet, whatever its mapping")
  void registered() {
    FakeContext context =
        new FakeContext()
            .servlet("orders", Orders.class, "/api/orders", "/orders/*")
            .servlet("heir", Heir.class, "/heir")
            .servlet("plain", Plain.class, "/plain");
    protect(context, Orders.class);

    assertThat(context.filterMappings())
        .containsExactly(
            "lockspire-protect-heir-verify [FORWARD, REQUEST, ASYNC] heir",
            "lockspire-protect-heir-enforce [FORWARD, REQUEST, ASYNC] heir",
            "lockspire-protect-heir-require [FORWARD, REQUEST, ASYNC] heir",
            "lockspire-protect-orders-verify [FORWARD, REQUEST, ASYNC] orders",
            "lockspire-protect-orders-enforce [FORWARD, REQUEST, ASYNC] orders",
            "lockspire-protect-orders-require [FORWARD, REQUEST, ASYNC] orders");
    assertThat(context.added().get("lockspire-protect-orders-verify"))
        .isInstanceOf(VerifyTokenFilter.class);
  }

  @Test
  @DisplayName("demands what it says")
  void demands() throws ServletException {
    FakeContext context = new FakeContext().servlet("orders", Orders.class, "/api/orders");
    protect(context);
    Filter[] filters = new Filter[3];
    int i = 0;
    for (String step : new String[] {"verify", "enforce", "require"}) {
      filters[i] = context.added().get("lockspire-protect-orders-" + step);
      filters[i++].init(RouteFixture.filterConfig(context, "f"));
    }

    assertThat(RouteFixture.through(new FakeRoute().bearer(routes.token()), filters).reached())
        .isTrue();
    assertThat(RouteFixture.through(new FakeRoute(), filters).status()).isEqualTo(401);
    assertThat(
            RouteFixture.through(new FakeRoute().bearer(routes.token("scope", "")), filters)
                .challenge())
        .contains("scope=\"read:billing write:billing\"");
    assertThat(
            RouteFixture.through(new FakeRoute().bearer(routes.token("aud", "x")), filters)
                .status())
        .isEqualTo(401);
  }

  @Test
  @DisplayName("that cannot be honoured stops the start, with every problem at once")
  void problems() {
    FakeContext context =
        new FakeContext()
            .servlet("wrong", Wrong.class, "/wrong")
            .filter("first", VerifyTokenFilter.class, "scope", "x")
            .filter("second", EnforceSenderConstraintsFilter.class, "mtls", "x")
            .filter("third", RequireTokenFilter.class, "scopes", "x")
            .filter("other", Filter.class, "anything", "x");
    assertThatThrownBy(() -> protect(context, Neither.class, OnMethod.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Servlet wrong")
        .hasMessageContaining("nowhere.to.be.found")
        .hasMessageContaining("tokenLookup")
        .hasMessageContaining("Filter first: there is no scope")
        .hasMessageContaining("Filter second: takes no init-params")
        .hasMessageContaining("Filter third: takes no init-params")
        .hasMessageContaining("Neither: is neither a servlet nor a Jakarta REST resource")
        .hasMessageContaining("OnMethod.doGet: annotate the servlet")
        .hasMessageNotContaining("Filter other");
  }

  @Test
  @DisplayName("is left to Jakarta REST on its resources")
  void rest() {
    assertThatCode(() -> protect(new FakeContext(), Resource.class, Described2.class))
        .doesNotThrowAnyException();
  }

  @Test
  @DisplayName("a servlet that is registered too late stops the start: fail closed")
  void late() throws ServletException {
    FakeContext context = new FakeContext().servlet("orders", Orders.class, "/api/orders");
    protect(context);
    Filter check = context.added().get("lockspire-protect-check");
    check.init(RouteFixture.filterConfig(context, "check"));

    context.servlet("late", Heir.class, "/late");
    assertThatThrownBy(() -> check.init(RouteFixture.filterConfig(context, "check")))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("[late]");
    assertThatThrownBy(() -> ProtectedServlets.requireProtection(context.build()))
        .isInstanceOf(ServletException.class);
  }

  @Test
  @DisplayName("a filter of web.xml that contradicts itself, or has no library, cannot be made")
  void initOfFilters() {
    FakeContext context = new FakeContext();
    for (Filter filter :
        new Filter[] {
          new VerifyTokenFilter(), new EnforceSenderConstraintsFilter(), new RequireTokenFilter()
        }) {
      assertThatThrownBy(() -> filter.init(RouteFixture.filterConfig(context, "f")))
          .isInstanceOf(ServletException.class)
          .hasMessageContaining("does not run");
    }
    assertThatThrownBy(
            () ->
                new RequireTokenFilter()
                    .init(RouteFixture.filterConfig(context, "gate", "scopes", "x")))
        .isInstanceOf(ServletException.class)
        .hasMessageStartingWith("Filter gate: ");
  }
}
