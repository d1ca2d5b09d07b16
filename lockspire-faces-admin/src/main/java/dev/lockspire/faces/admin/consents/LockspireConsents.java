package dev.lockspire.faces.admin.consents;

import dev.lockspire.admin.ConsentFigures;
import dev.lockspire.admin.ConsentFilter;
import dev.lockspire.admin.ConsentSummary;
import dev.lockspire.admin.Listing;
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

/** What people allowed, newest first. */
@Named
@RequestScoped
public class LockspireConsents implements Exportable {
  private static final List<String> STATUSES = List.of("active", "revoked");

  @Inject Console console;
  @Inject LockspireText text;

  private ListQuery query;
  private ConsentFilter filter;
  private Listing<ConsentSummary> listing;
  private ConsentFigures figures;

  @PostConstruct
  void load() {
    query = new ListQuery(console);
    filter =
        new ConsentFilter(
            given(query.text("account")),
            given(query.text("client")),
            query.word("status", STATUSES).map("active"::equals));
    figures = console.admin().consents().figures(filter);
    listing = console.admin().consents().list(query.request(filter), figures);
  }

  public List<ConsentSummary> getRows() {
    return listing.rows();
  }

  public Listing<ConsentSummary> getListing() {
    return listing;
  }

  public Pager getPager() {
    return query.pager(listing);
  }

  @Override
  public void export(String format) {
    console.export(
        "consents",
        format,
        (form, out) -> console.admin().consents().export(filter, form, out, console.onlooker()));
  }

  public ListQuery getQuery() {
    return query;
  }

  public ConsentFigures getFigures() {
    return figures;
  }

  public List<Choice> getStatuses() {
    return STATUSES.stream().map(status -> new Choice(status, text.state(status))).toList();
  }

  /** Handles of the account and client that are filtered by; empty without either. */
  public String getOwners() {
    return String.join(
        ", ",
        Stream.of(
                filter.accountId().map(console.admin().handles()::account),
                filter.clientId().map(console.admin().handles()::client))
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<String> given(String value) {
    return Optional.of(value).filter(some -> !some.isEmpty());
  }
}
