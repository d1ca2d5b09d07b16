package dev.lockspire.faces.admin.clients;

import dev.lockspire.admin.ClientPosture;
import dev.lockspire.admin.ClientWorkspace;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientMetadata;
import dev.lockspire.config.Lifetimes;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.text.Durations;
import dev.lockspire.faces.admin.text.Texts;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The client that the path names, for its workspace and as the subject of its other pages. */
@Named
@RequestScoped
public class LockspireClient {
  @Inject Console console;

  private Optional<ClientWorkspace> client = Optional.empty();

  /**
   * One setting that the server and the client may say something about.
   *
   * @param name key of its words
   */
  public record Setting(String name, ClientPosture.Setting value) {}

  /**
   * How long one kind of token lives.
   *
   * @param name key of its words
   * @param inherits whether the server says so
   */
  public record Lifetime(String name, String words, boolean inherits) {}

  /**
   * One member that it registered.
   *
   * @param name key of its words
   */
  public record Registered(String name, String words) {}

  /** Where an operator looks next when somebody asks about this client. */
  public record Pivot(String key, String address) {}

  @PostConstruct
  void load() {
    refresh();
    if (client.isEmpty()) {
      console.notFound();
    }
  }

  /** Looks again, after a change. */
  public void refresh() {
    client = console.variable("id").flatMap(id -> console.admin().clients().find(id));
  }

  public boolean isFound() {
    return client.isPresent();
  }

  public ClientWorkspace getNow() {
    return client.orElse(null);
  }

  /** What the page is called: the client's name, or that there is none. */
  public String getTitle() {
    return client.map(ClientWorkspace::name).orElseGet(() -> texts().get("client.missing"));
  }

  public String getAddress() {
    return console.url(path());
  }

  /** Address of one of its pages. */
  public String page(String name) {
    return console.url(path() + "/" + name);
  }

  public String getHistory() {
    return console.url(client.map(c -> ClientPaths.history(c.clientId())).orElse("/clients"));
  }

  public List<Pivot> getPivots() {
    return client.stream()
        .flatMap(
            c ->
                List.of("tokens", "consents", "interactions", "refusals").stream()
                    .map(
                        list ->
                            new Pivot(
                                "client.pivot." + list,
                                console.url(ClientPaths.list(list, c.clientId())))))
        .toList();
  }

  public List<Setting> getPosture() {
    return client
        .map(ClientWorkspace::posture)
        .map(
            posture ->
                List.of(
                    new Setting("client.posture.profile", posture.securityProfile()),
                    new Setting("client.posture.par", posture.par()),
                    new Setting("client.posture.dpop", posture.dpop()),
                    new Setting("client.posture.format", posture.accessTokenFormat())))
        .orElse(List.of());
  }

  public boolean isSelfRegistered() {
    return client.filter(c -> c.provenance() == Client.Provenance.SELF_REGISTERED).isPresent();
  }

  /** Whether people sign in to it, so that it has addresses to send them to. */
  public boolean isBrowser() {
    return client
        .filter(c -> c.metadata().allowedGrantTypes().contains("authorization_code"))
        .isPresent();
  }

  /** Whether it knows people by subjects of its sector alone. */
  public boolean isPairwise() {
    return client
        .filter(c -> c.metadata().subjectType() == ClientMetadata.SubjectType.PAIRWISE)
        .isPresent();
  }

  /** Since when the current secret holds. */
  public Object getSecretSince() {
    return client.map(c -> c.credentials().rotatedAt().orElse(c.createdAt())).orElse(null);
  }

  /** Whether it rests on keys of its own, wherever they are. */
  public boolean isKeyed() {
    return isProvenByKeys()
        || client
            .filter(
                c -> !c.keyMaterial().inline().isEmpty() || c.keyMaterial().jwksUri().isPresent())
            .isPresent();
  }

  /** Whether it proves itself by keys, which then have a page of their own. */
  public boolean isProvenByKeys() {
    return client
        .filter(c -> ClientProof.hasKeys(c.metadata().tokenEndpointAuthMethod()))
        .isPresent();
  }

  /** Where its keys can be changed. */
  public String getKeysPage() {
    return page(isProvenByKeys() ? "keys" : "responses");
  }

  /** Whether it needs more than a secret, so that there is something to edit. */
  public boolean isProven() {
    return client
        .filter(c -> !ClientProof.fieldsOf(c.metadata().tokenEndpointAuthMethod()).isEmpty())
        .isPresent();
  }

  /** What went wrong with its remote keys lately; null when nothing did. */
  public KeyTrouble getKeyTrouble() {
    return client
        .flatMap(c -> c.keyMaterial().incident())
        .map(incident -> KeyTrouble.of(incident, texts()))
        .orElse(null);
  }

  /** The types of authorization details that it may ask for. */
  public List<String> getDetailTypes() {
    return client
        .map(c -> c.extra().get("authorization_details_types"))
        .filter(Collection.class::isInstance)
        .map(types -> ((Collection<?>) types).stream().map(Object::toString).toList())
        .orElse(List.of());
  }

  /** What its certificate must name. */
  public List<Map.Entry<String, String>> getCertificateNames() {
    return client
        .map(c -> List.copyOf(c.keyMaterial().certificateNames().entrySet()))
        .orElse(List.of());
  }

  /** Words of a value as documents write it; the value itself when there are none. */
  public String word(Object value) {
    if (value == null) {
      return texts().get("client.value.inherit");
    }
    String plain =
        value instanceof Enum<?> constant
            ? constant.name().toLowerCase(Locale.ROOT)
            : value.toString();
    String key = "client.value." + plain.replace(':', '.').toLowerCase(Locale.ROOT);
    return texts().has(key) ? texts().get(key) : plain;
  }

  /** How long its tokens live, in the order of their use. */
  public List<Lifetime> getLifetimes() {
    Lifetimes server = console.lockspire().config().lifetimes();
    return client.map(ClientWorkspace::metadata).stream()
        .flatMap(
            own ->
                Stream.of(
                    lifetime("access", own.accessTokenLifetime(), server.accessToken()),
                    lifetime("refresh", own.refreshTokenLifetime(), server.refreshToken()),
                    lifetime("id", own.idTokenLifetime(), server.idToken())))
        .toList();
  }

  private Lifetime lifetime(String token, Integer own, Duration server) {
    return new Lifetime(
        "client.lifetime." + token,
        Durations.text(Client.lifetime(own, server), texts()),
        own == null);
  }

  /** The part of the client that this page changes. */
  public String getSection() {
    return section().name().toLowerCase(Locale.ROOT);
  }

  /** Key of the part's words. */
  public String getSectionKey() {
    return "client.section." + getSection();
  }

  public List<ClientField> getFields() {
    return client
        .map(
            c ->
                section()
                    .fields(
                        c.metadata().tokenEndpointAuthMethod(),
                        console.admin().clients().choices()))
        .orElse(List.of());
  }

  /** What a field offers, and what it has now if that is no longer offered. */
  public List<Choice> choices(ClientField field) {
    return client.map(c -> field.choices(c, texts())).orElse(List.of());
  }

  /** What it registered of how its responses are signed and encrypted. */
  public List<Registered> getResponses() {
    return client.stream()
        .flatMap(
            c ->
                ClientSection.RESPONSES.registered(c).stream()
                    .map(field -> new Registered(field.getLabel(), field.now(c, texts()).label())))
        .toList();
  }

  private ClientSection section() {
    return ClientSection.ofRoute(
        console.request().route().map(match -> match.route().pattern()).orElse(""));
  }

  private String path() {
    return client.map(c -> ClientPaths.workspace(c.clientId())).orElse("/clients");
  }

  private Texts texts() {
    return console.texts();
  }
}
