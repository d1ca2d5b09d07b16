package dev.lockspire.faces.admin.clients;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.admin.ClientWorkspace;
import dev.lockspire.client.AuthMethod;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Entries;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A focused edit of one client, made from the state it was opened in. */
@Named
@ViewScoped
public class LockspireClientEdit implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Console console;
  @Inject LockspireRemoteKeys remote;
  @Inject LockspireClient client;

  private final Entries entries = new Entries();
  private ClientSection section = ClientSection.EDIT;
  private AuthMethod method = AuthMethod.NONE;
  private String clientId = "";
  private int version;
  private boolean stale;
  private transient ClientPreview preview;

  @PostConstruct
  void load() {
    section =
        ClientSection.ofRoute(
            console.request().route().map(match -> match.route().pattern()).orElse(""));
    clientId = console.variable("id").orElse("");
    console.admin().clients().find(clientId).ifPresent(this::show);
  }

  /** Changes what differs from before, unless somebody else was faster. */
  public void save() {
    preview = null;
    AdminResult<ClientWorkspace> result =
        console.admin().clients().update(clientId, version, changes(), console.actor());
    stale = result instanceof AdminResult.Conflict<ClientWorkspace>;
    entries.settle(result, console.texts(), "client.saved").ifPresent(this::show);
    client.refresh();
  }

  /** Looks what the server would refuse of this client then that it takes now; saves nothing. */
  public void preview() {
    preview =
        entries
            .settle(console.admin().clients().impact(clientId, changes()), console.texts(), "")
            .map(affected -> ClientPreview.of(affected, console))
            .orElse(null);
  }

  /** What was looked at last; null when nothing was, or it is saved. */
  public ClientPreview getPreview() {
    return preview;
  }

  private Map<String, Object> changes() {
    Map<String, Object> changes = new LinkedHashMap<>();
    fields().forEach(field -> changes.put(field.name(), field.read(entries)));
    return changes;
  }

  /** Looks what is at the address that was typed; saves nothing. */
  public void tryKeys() {
    entries.getFeedback().clear();
    remote.check(entries.text(ClientField.JWKS_URI));
  }

  /** Whether this form asks for an address of keys. */
  public boolean isKeyed() {
    return section.hasKeys(method);
  }

  public Entries getEntries() {
    return entries;
  }

  /** Whether what was typed can only be saved after loading the client again. */
  public boolean isStale() {
    return stale;
  }

  private void show(ClientWorkspace client) {
    version = client.version();
    method = client.metadata().tokenEndpointAuthMethod();
    fields().forEach(field -> field.show(client, entries));
  }

  private List<ClientField> fields() {
    return section.fields(method, console.admin().clients().choices());
  }
}
