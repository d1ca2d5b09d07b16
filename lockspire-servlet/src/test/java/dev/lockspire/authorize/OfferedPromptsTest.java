package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.host.LoginRequest.Reason;
import dev.lockspire.http.Reply;
import dev.lockspire.interaction.Prompt;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Prompts that the host offers on top [B-31]")
final class OfferedPromptsTest {
  @RegisterExtension
  static final AuthorizationFixture SERVER =
      new AuthorizationFixture(Set.of(Prompt.values()), Set.of("https://known.example/"));

  @Test
  @DisplayName("prompt=select_account: a live session goes to the host to choose an account")
  void selectAccount() {
    assertAsked("select_account", Reason.SELECT_ACCOUNT);
  }

  @Test
  @DisplayName("prompt=create: a live session goes to the host to register")
  void create() {
    assertAsked("create", Reason.CREATE_ACCOUNT);
  }

  @Test
  @DisplayName("prompt=select_account: the account that comes back goes on to consent")
  void comesBack() {
    TestBrowser browser = SERVER.browser();
    SERVER.host.signIn("alice", SERVER.now());
    Reply start = browser.get(SERVER.request().with("prompt", "select_account").toString());
    SERVER.host.signIn("bob", SERVER.now());

    String id = SERVER.interactionId(start);
    assertThat(Answer.location(browser.get("/interactions/" + id)))
        .isEqualTo("/lockspire/consent/" + id);
    assertThat(browser.get("/consent/" + id).text()).contains("bob");
  }

  @Test
  @DisplayName("Resources [B-59]: one that no configured resource server has is invalid_target")
  void unknownResource() {
    SERVER.host.signIn("alice", SERVER.now());

    Reply unknown =
        SERVER
            .browser()
            .get(SERVER.request().with("resource", "https://unknown.example/").toString());
    Reply known =
        SERVER
            .browser()
            .get(SERVER.request().with("resource", "https://known.example/").toString());

    assertThat(Answer.query(unknown).value("error")).contains("invalid_target");
    assertThat(Answer.location(known)).startsWith("/lockspire/consent/");
  }

  private static void assertAsked(String prompt, Reason reason) {
    SERVER.host.signIn("alice", SERVER.now());

    Reply reply = SERVER.browser().get(SERVER.request().with("prompt", prompt).toString());

    assertThat(Answer.location(reply)).startsWith("/login?");
    assertThat(SERVER.host.lastLogin().reason()).isEqualTo(reason);
    assertThat(SERVER.host.lastLogin().context().prompt()).containsExactly(prompt);
  }
}
