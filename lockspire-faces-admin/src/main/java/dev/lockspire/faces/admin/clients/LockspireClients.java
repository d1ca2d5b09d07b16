package dev.lockspire.faces.admin.clients;

import dev.lockspire.admin.ClientFilter;
import dev.lockspire.admin.ClientSummary;
import dev.lockspire.admin.Listing;
import dev.lockspire.client.Client;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Exportable;
import dev.lockspire.faces.admin.page.ListQuery;
import dev.lockspire.faces.admin.page.Pager;
import dev.lockspire.faces.admin.shell.LockspireText;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** The inventory of clients. */
@Named
@RequestScoped
public class LockspireClients implements Exportable {
  @Inject Console console;
  @Inject LockspireText text;

  private ListQuery query;
  private ClientFilter filter;
  private Listing<ClientSummary> listing;

  @PostConstruct
  void load() {
    query = new ListQuery(console);
    Optional<Boolean> active =
        query.word("status", List.of("active", "disabled")).map("active"::equals);
    filter =
        new ClientFilter(
            query.text("q"), active, query.choice("provenance", Client.Provenance.class));
    listing = console.admin().clients().list(query.request(filter));
  }

  public List<ClientSummary> getRows() {
    return listing.rows();
  }

  /** Address of a client's workspace. */
  public String address(ClientSummary row) {
    return console.url(ClientPaths.workspace(row.clientId()));
  }

  /** How many clients there are, whatever the filter. */
  public String getTotal() {
    return text.of("clients.total", text.count(console.admin().clients().total()));
  }

  public Pager getPager() {
    return query.pager(listing);
  }

  @Override
  public void export(String format) {
    console.export(
        "clients",
        format,
        (form, out) -> console.admin().clients().export(filter, form, out, console.onlooker()));
  }

  public ListQuery getQuery() {
    return query;
  }

  public List<Choice> getStatuses() {
    return choices("active", "disabled");
  }

  public List<Choice> getProvenances() {
    return choices("operator", "self_registered");
  }

  private List<Choice> choices(String... states) {
    return List.of(states).stream().map(state -> new Choice(state, text.state(state))).toList();
  }
}
