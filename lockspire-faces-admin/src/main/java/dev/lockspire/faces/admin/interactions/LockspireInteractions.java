package dev.lockspire.faces.admin.interactions;

import dev.lockspire.admin.InteractionFigures;
import dev.lockspire.admin.InteractionFilter;
import dev.lockspire.admin.InteractionSummary;
import dev.lockspire.admin.Listing;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Exportable;
import dev.lockspire.faces.admin.page.ListQuery;
import dev.lockspire.faces.admin.page.Pager;
import dev.lockspire.faces.admin.shell.LockspireText;
import dev.lockspire.interaction.Interaction;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Authorizations on their way, newest first. */
@Named
@RequestScoped
public class LockspireInteractions implements Exportable {
  @Inject Console console;
  @Inject LockspireText text;

  private ListQuery query;
  private InteractionFilter filter;
  private Listing<InteractionSummary> listing;
  private InteractionFigures figures;

  @PostConstruct
  void load() {
    query = new ListQuery(console);
    filter =
        new InteractionFilter(
            query.choice("status", Interaction.Status.class),
            Optional.of(query.text("client")).filter(id -> !id.isEmpty()));
    figures = console.admin().interactions().figures(filter);
    listing = console.admin().interactions().list(query.request(filter), figures);
  }

  public List<InteractionSummary> getRows() {
    return listing.rows();
  }

  public Pager getPager() {
    return query.pager(listing);
  }

  @Override
  public void export(String format) {
    console.export(
        "interactions",
        format,
        (form, out) ->
            console.admin().interactions().export(filter, form, out, console.onlooker()));
  }

  public ListQuery getQuery() {
    return query;
  }

  public InteractionFigures getFigures() {
    return figures;
  }

  public List<Choice> getStatuses() {
    return Stream.of(Interaction.Status.values())
        .map(status -> new Choice(status.name().toLowerCase(Locale.ROOT), text.state(status)))
        .toList();
  }
}
