package dev.lockspire.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.annotation.ProtectedResource;
import java.lang.reflect.Method;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("@ProtectedResource on Jakarta REST")
class RestAnnotationsTest {
  private static RouteFixture routes;

  @BeforeAll
  static void open() {
    routes = new RouteFixture();
  }

  @AfterAll
  static void close() {
    routes.close();
  }

  @ProtectedResource(scopes = "read:billing", audience = "a", maxAge = 60)
  static class Bills {
    public void inherited() {}

    @ProtectedResource(scopes = "write:billing")
    public void refined() {}

    @ProtectedResource(
        audience = {"b", "c"},
        acr = "mfa",
        maxAge = 0,
        tokenLookup = "database")
    public void everything() {}
  }

  static final class Proxy extends Bills {
    @Override
    public void refined() {
      super.refined();
    }
  }

  interface Contract {
    @ProtectedResource(scopes = "admin")
    void demanded();
  }

  static final class Fulfilled implements Contract {
    @Override
    public void demanded() {}

    public void open() {}
  }

  private static RestAnnotations of(Class<?> type, String method) throws NoSuchMethodException {
    Method found = type.getMethod(method);
    return RestAnnotations.of(type, found);
  }

  private static RouteRules rules(Class<?> type, String method) throws NoSuchMethodException {
    RestAnnotations annotations = of(type, method);
    return AnnotatedRoute.of(
            new Protection.Builder(routes.protection),
            annotations.onClass(),
            annotations.onMethod())
        .rules();
  }

  @Test
  @DisplayName("the class's holds for its methods")
  void onClass() throws NoSuchMethodException {
    RouteRules rules = rules(Bills.class, "inherited");
    assertThat(rules.scopes()).containsExactly("read:billing");
    assertThat(rules.audiences()).containsExactly("a");
    assertThat(rules.maxAge()).contains(java.time.Duration.ofMinutes(1));
    assertThat(rules.asksDatabase()).isFalse();
  }

  @Test
  @DisplayName("a method's replaces what it gives and keeps the rest")
  void onMethod() throws NoSuchMethodException {
    RouteRules refined = rules(Bills.class, "refined");
    assertThat(refined.scopes()).containsExactly("write:billing");
    assertThat(refined.audiences()).containsExactly("a");

    RouteRules everything = rules(Bills.class, "everything");
    assertThat(everything.scopes()).containsExactly("read:billing");
    assertThat(everything.audiences()).containsExactly("b", "c");
    assertThat(everything.acr()).containsExactly("mfa");
    assertThat(everything.maxAge()).contains(java.time.Duration.ZERO);
    assertThat(everything.asksDatabase()).isTrue();
  }

  @Test
  @DisplayName("holds for a subclass that overrides, such as a container's proxy")
  void proxied() throws NoSuchMethodException {
    assertThat(rules(Proxy.class, "refined").scopes()).containsExactly("write:billing");
    assertThat(rules(Proxy.class, "inherited").scopes()).containsExactly("read:billing");
  }

  @Test
  @DisplayName("holds when it stands on an interface, and nowhere else")
  void onInterface() throws NoSuchMethodException {
    assertThat(rules(Fulfilled.class, "demanded").scopes()).containsExactly("admin");
    assertThat(of(Fulfilled.class, "open").arePresent()).isFalse();
  }
}
