package dev.lockspire.faces.admin.clients;

import dev.lockspire.client.GrantTypes;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Entries;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Registers a client: first what it is, then what only its operator knows. */
@Named
@ViewScoped
public class LockspireClientNew implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Console console;
  @Inject LockspireFreshSecret fresh;
  @Inject LockspireRemoteKeys remote;

  private final Entries entries = new Entries();
  private ClientKind kind;
  private String created = "";
  private boolean secret;

  /**
   * A way to get tokens.
   *
   * @param box name of its tick
   */
  public record GrantChoice(String grant, String box, String label, String hint) {}

  @PostConstruct
  void load() {
    kind = console.parameter("kind").flatMap(ClientKind::of).orElse(null);
    if (kind != null) {
      grants().forEach(grant -> entries.getTicks().put(box(grant), kind.usually(grant)));
      entries.getTicks().put("pkce_required", true);
      getAuthMethods().stream()
          .findFirst()
          .ifPresent(
              method -> entries.getTexts().put("token_endpoint_auth_method", method.value()));
    }
  }

  public void create() {
    entries
        .settle(console.admin().clients().create(document(), console.actor()), console.texts(), "")
        .ifPresent(
            made -> {
              created = made.clientId();
              secret = made.secret().isPresent();
              fresh.show(made.secret());
            });
  }

  /** It is copied: on to the client. */
  public void acknowledge() {
    console.goTo(ClientPaths.workspace(created));
  }

  /** Null while it is not chosen. */
  public ClientKind getKind() {
    return kind;
  }

  public List<ClientKind> getKinds() {
    return List.of(ClientKind.values());
  }

  public Entries getEntries() {
    return entries;
  }

  /** The client_id of what was made; empty before. */
  public String getCreated() {
    return created;
  }

  /** Whether it got a secret, which is shown once. */
  public boolean isSecret() {
    return secret;
  }

  public String getWorkspace() {
    return console.url(ClientPaths.workspace(created));
  }

  public List<Choice> getAuthMethods() {
    return kind == null
        ? List.of()
        : kind.authMethods(console.admin().clients().choices().authMethods()).stream()
            .map(method -> new Choice(method, words("client.value." + method, method)))
            .toList();
  }

  /** What some of those ways need besides; the form shows what the chosen one does. */
  public List<ClientProof> getProofs() {
    return kind != null && kind.isConfidential() ? List.of(ClientProof.values()) : List.of();
  }

  /** What a field of those offers. */
  public List<Choice> choices(ClientField field) {
    return field.values().stream().map(value -> field.choice(value, console.texts())).toList();
  }

  /** Looks what is at the address that was typed; registers nothing. */
  public void tryKeys() {
    entries.getFeedback().clear();
    remote.check(entries.text("jwks_uri"));
  }

  public List<GrantChoice> getGrants() {
    return grants().stream()
        .map(
            grant -> {
              String name = grant.substring(grant.lastIndexOf(':') + 1);
              return new GrantChoice(
                  grant,
                  box(grant),
                  words("client.value." + grant.replace(':', '.'), name),
                  words("client.grant." + name, ""));
            })
        .toList();
  }

  private List<String> grants() {
    return kind == null ? List.of() : kind.grants(console.admin().clients().choices().grantTypes());
  }

  private Map<String, Object> document() {
    List<String> wanted = grants().stream().filter(grant -> entries.ticked(box(grant))).toList();
    boolean browser = wanted.contains(GrantTypes.AUTHORIZATION_CODE);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("client_type", kind.clientType());
    document.put("application_type", kind.applicationType());
    if (!entries.text("client_id").isEmpty()) {
      document.put("client_id", entries.text("client_id"));
    }
    document.put("name", entries.text("name"));
    document.put(
        "token_endpoint_auth_method",
        kind.isConfidential() ? entries.text("token_endpoint_auth_method") : "none");
    if (kind.isConfidential()) {
      ClientProof.register(entries.text("token_endpoint_auth_method"), entries, document);
    }
    document.put("grant_types", wanted);
    document.put("redirect_uris", browser ? entries.lines("redirect_uris") : List.of());
    document.put(
        "post_logout_redirect_uris",
        browser ? entries.lines("post_logout_redirect_uris") : List.of());
    document.put("allowed_scopes", new ArrayList<>(entries.words("allowed_scopes")));
    if (browser && kind.isConfidential()) {
      document.put("pkce_required", entries.ticked("pkce_required"));
    }
    return document;
  }

  private String words(String key, String otherwise) {
    return console.texts().has(key) ? console.texts().get(key) : otherwise;
  }

  private static String box(String grant) {
    return "grant_" + grant.substring(grant.lastIndexOf(':') + 1).replace('-', '_');
  }
}
