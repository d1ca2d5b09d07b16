package dev.lockspire.faces.admin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A security-constraint guards the console")
class SecurityConstraintsTest {
  private static final String CONSOLE = "/lockspire/admin";
  private static final String ROLES = "<auth-constraint><role-name>x</role-name></auth-constraint>";

  @ParameterizedTest
  @ValueSource(strings = {"/lockspire/admin/*", "/lockspire/*", "/*", " /lockspire/admin/* "})
  @DisplayName("when its pattern holds the console and it asks for a role")
  void guards(String pattern) throws IOException {
    assertThat(protects(constraint(pattern, "", ROLES))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/lockspire/admin", "/lockspire/admin/x/*", "/lockspire/adm/*", "*.xhtml"})
  @DisplayName("and not when its pattern holds something else, or a part of it")
  void elsewhere(String pattern) throws IOException {
    assertThat(protects(constraint(pattern, "", ROLES))).isFalse();
  }

  @Test
  @DisplayName("and not without a role, nor for some methods only")
  void open() throws IOException {
    assertThat(protects("")).isFalse();
    assertThat(protects(constraint("/*", "", ""))).isFalse();
    assertThat(protects(constraint("/*", "<http-method>GET</http-method>", ROLES))).isFalse();
    assertThat(
            protects(constraint("/*", "<http-method-omission>POST</http-method-omission>", ROLES)))
        .isFalse();
  }

  @Test
  @DisplayName("and not when a closer or an equal one without a role opens it again")
  void opened() throws IOException {
    String all = constraint("/*", "", ROLES);
    assertThat(protects(all + constraint("/lockspire/*", "", ""))).isFalse();
    assertThat(protects(all + constraint("/*", "", ""))).isFalse();
    assertThat(protects(all + constraint("/lockspire/admin/clients", "", ""))).isFalse();
    assertThat(protects(all + constraint("/assets/*", "", ""))).isTrue();
  }

  @Test
  @DisplayName("and a descriptor that refers to other files is read without them, or not at all")
  void externalEntities() {
    String document =
        "<!DOCTYPE web-app [<!ENTITY p SYSTEM \"file:///etc/hostname\">]><web-app>"
            + constraint("/*", "", ROLES)
            + "&p;</web-app>";
    assertThatThrownBy(() -> read(document)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("<web-app>")).isInstanceOf(IOException.class);
  }

  private static boolean protects(String constraints) throws IOException {
    return read("<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\">"
            + constraints
            + "</web-app>")
        .protect(CONSOLE);
  }

  private static SecurityConstraints read(String document) throws IOException {
    return SecurityConstraints.read(
        new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
  }

  private static String constraint(String pattern, String methods, String roles) {
    return "<security-constraint><web-resource-collection><url-pattern>"
        + pattern
        + "</url-pattern>"
        + methods
        + "</web-resource-collection>"
        + roles
        + "</security-constraint>";
  }
}
