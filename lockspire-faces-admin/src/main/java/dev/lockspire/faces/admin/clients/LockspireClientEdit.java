package dev.lockspire.faces.admin.clients;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.admin.ClientAdmin;
import dev.lockspire.admin.ClientWorkspace;
import dev.lockspire.admin.Confirmation;
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
  private boolean confirmed;
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
    AdminResult<ClientWorkspace> result = save(console.admin().clients());
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

  private AdminResult<ClientWorkspace> save(ClientAdmin clients) {
    if (section != ClientSection.SUBJECTS) {
      return clients.update(clientId, version, changes(), console.actor());
    }
    Confirmation confirmation = confirmed ? Confirmation.of(clientId) : Confirmation.missing();
    return clients.changeSubjects(clientId, version, changes(), confirmation, console.actor());
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

  /** Whether the box is ticked that goes with a change of subjects. */
  public boolean isConfirmed() {
    return confirmed;
  }

  public void setConfirmed(boolean confirmed) {
    this.confirmed = confirmed;
  }

  private void show(ClientWorkspace client) {
    version = client.version();
    confirmed = false;
    method = client.metadata().tokenEndpointAuthMethod();
    fields().forEach(field -> field.show(client, entries));
  }

  private List<ClientField> fields() {
    return section.fields(method, console.admin().clients().choices());
  }
}
