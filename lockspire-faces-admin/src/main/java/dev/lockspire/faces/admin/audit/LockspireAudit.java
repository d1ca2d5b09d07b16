package dev.lockspire.faces.admin.audit;

import dev.lockspire.admin.AuditEntry;
import dev.lockspire.admin.AuditFilter;
import dev.lockspire.admin.Listing;
import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
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
import java.util.stream.Stream;

/** The evidence, newest first. */
@Named
@RequestScoped
public class LockspireAudit implements Exportable {
  @Inject Console console;
  @Inject LockspireText text;

  private ListQuery query;
  private AuditFilter filter;
  private List<String> actions;
  private Listing<AuditEntry> listing;

  @PostConstruct
  void load() {
    query = new ListQuery(console);
    actions = console.admin().audit().actions();
    filter =
        new AuditFilter(
            query.word("action", actions),
            query.choice("outcome", AuditEvent.Outcome.class),
            query.choice("actor_type", Actor.Type.class).map(Actor.Type::wireName),
            given("actor_id"),
            given("resource_type"),
            given("resource_id"),
            query.time("from"),
            query.time("until"));
  }

  private Optional<String> given(String name) {
    return Optional.of(query.text(name)).filter(value -> !value.isEmpty());
  }

  private Listing<AuditEntry> listing() {
    if (listing == null) {
      listing = console.admin().audit().list(query.request(filter));
    }
    return listing;
  }

  public List<AuditEntry> getRows() {
    return listing().rows();
  }

  public Pager getPager() {
    return query.pager(listing());
  }

  public ListQuery getQuery() {
    return query;
  }

  /** Page of what a row is about; empty when it has none. */
  public String object(AuditEntry row) {
    return ObjectPages.of(console, row.resourceType(), row.resourceId());
  }

  public List<Choice> getActions() {
    return actions.stream().map(action -> new Choice(action, action)).toList();
  }

  public List<Choice> getOutcomes() {
    return Stream.of(AuditEvent.Outcome.values())
        .map(outcome -> new Choice(outcome.wireName(), text.state(outcome)))
        .toList();
  }

  public List<Choice> getActorTypes() {
    return Stream.of(Actor.Type.values())
        .map(type -> new Choice(type.wireName(), text.state(type)))
        .toList();
  }

  @Override
  public void export(String format) {
    console.export(
        "audit",
        format,
        (form, out) -> console.admin().audit().export(filter, form, out, console.onlooker()));
  }
}
