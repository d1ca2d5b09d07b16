package dev.lockspire.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.annotation.ProtectedResource;
import dev.lockspire.web.FakeContext;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("@ProtectedResource on Jakarta REST where the feature may be missing")
class RestGuardTest {
  private static final String GUARD = "lockspire-protect-rest";
  private static final String RUNTIME = "org.jboss.resteasy.plugins.server.HttpServletDispatcher";
  private static RouteFixture routes;

  @Path("/orders")
  @ProtectedResource
  static class Orders {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/contract")
  interface Contract {
    @GET
    String get();
  }

  @ProtectedResource
  static final class Fulfilled implements Contract {
    @Override
    public String get() {
      return "";
    }
  }

  /** Nobody is asked about it before a request comes. */
  @ProtectedResource
  static final class Below {
    @GET
    public String get() {
      return "";
    }
  }

  /** Likewise. */
  @Path("/locator")
  @ProtectedResource
  static final class Locator {
    @Path("/below")
    public Below below() {
      return new Below();
    }
  }

  static final class Shop extends Application {}

  static final class Plain extends HttpServlet {
    private static final long serialVersionUID = 1;
  }

  @BeforeAll
  static void open() {
    routes = new RouteFixture();
  }

  @AfterAll
  static void close() {
    routes.close();
  }

  private static FakeContext started(FakeContext context, Class<?>... annotated) {
    ProtectedServlets.protect(
        context.build(), () -> new Protection.Builder(routes.protection), Set.of(annotated));
    return context;
  }

  private static FakeContext application() {
    return new FakeContext()
        .servlet("plain", Plain.class, "/plain")
        .servlet(Shop.class.getName(), null, Map.of(), "/rest/*");
  }

  private static void ask(ServletContext context, Class<?> resource, String method)
      throws ReflectiveOperationException {
    ProtectedRestFeature feature = new ProtectedRestFeature();
    Field field = ProtectedRestFeature.class.getDeclaredField("servletContext");
    field.setAccessible(true);
    field.set(feature, context);
    Method asked = resource.getDeclaredMethod(method);
    feature.configure(
        new ResourceInfo() {
          @Override
          public Method getResourceMethod() {
            return asked;
          }

          @Override
          public Class<?> getResourceClass() {
            return resource;
          }
        },
        null);
  }

  @Test
  @DisplayName("nothing passes until the feature has been asked about any resource: fail closed")
  void missing() throws ReflectiveOperationException {
    FakeContext context = started(application(), Orders.class);
    Filter guard = context.added().get(GUARD);
    assertThat(context.filterMappings())
        .contains(GUARD + " [FORWARD, INCLUDE, REQUEST, ASYNC] " + Shop.class.getName());

    for (int i = 0; i < 2; i++) {
      FakeRoute refused =
          RouteFixture.through(new FakeRoute().bearer(routes.token("scope", "")), guard);
      assertThat(refused.reached()).isFalse();
      assertThat(refused.status()).isEqualTo(500);
      assertThat(refused.text()).startsWith("{\"error\":\"server_error\"");
      assertThat(refused.answered("Cache-Control")).isEqualTo("no-store");
    }

    ask(context.build(), Contract.class, "get");
    assertThat(RouteFixture.through(new FakeRoute(), guard).reached()).isTrue();
  }

  @Test
  @DisplayName("a runtime is told to start with the application, so that it asks in time")
  void early() {
    assertThat(started(application(), Orders.class).loadedOnStartup())
        .containsExactly(Map.entry(Shop.class.getName(), Integer.MAX_VALUE));
  }

  @Test
  @DisplayName("a runtime is known by application, by parameter and by whose it is")
  void runtimes() {
    FakeContext context =
        new FakeContext()
            .servlet(Shop.class.getName(), null, Map.of())
            .servlet("jakarta.ws.rs.core.Application", null, Map.of())
            .servlet("told", Plain.class.getName(), Map.of("jakarta.ws.rs.Application", "a.B"))
            .servlet("theirs", RUNTIME, Map.of())
            .servlet("other", "nowhere.to.be.Found", Map.of())
            .servlet("plain", Plain.class, "/plain");
    started(context, Fulfilled.class);

    assertThat(context.loadedOnStartup())
        .containsOnlyKeys(Shop.class.getName(), "jakarta.ws.rs.core.Application", "told", "theirs");
  }

  @Test
  @DisplayName("without a runtime, or a resource that it must ask about, nothing stands in the way")
  void nothingToGuard() {
    assertThat(started(application(), Below.class, Locator.class).added()).doesNotContainKey(GUARD);
    assertThat(started(application()).added()).doesNotContainKey(GUARD);
    FakeContext bare = new FakeContext().servlet("plain", Plain.class, "/plain");
    assertThat(started(bare, Orders.class).added()).doesNotContainKey(GUARD);
  }

  @Test
  @DisplayName("the feature does not mind where there is no servlet container")
  void withoutContainer() throws ReflectiveOperationException {
    ask(null, Contract.class, "get");
    assertThat(RestShape.isRootResource(Contract.class)).isTrue();
  }
}
