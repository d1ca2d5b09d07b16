package dev.lockspire.faces.admin.refusals;

import dev.lockspire.admin.Listing;
import dev.lockspire.admin.RefusalFilter;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Exportable;
import dev.lockspire.faces.admin.page.ListQuery;
import dev.lockspire.faces.admin.page.Pager;
import dev.lockspire.refusal.RecordedRefusal;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Refused requests, newest first, and the way to one by the id that its caller was told. */
@Named
@RequestScoped
public class LockspireRefusals implements Exportable {
  private static final String ID = "id";

  @Inject Console console;

  private ListQuery query;
  private RefusalFilter filter;
  private Listing<RecordedRefusal> listing;
  private List<String> reasons;

  @PostConstruct
  void load() {
    query = new ListQuery(console);
    reasons = console.admin().refusals().reasons();
    filter =
        new RefusalFilter(
            Optional.of(query.text("client")).filter(text -> !text.isEmpty()),
            query.word("reason", reasons));
    listing = console.admin().refusals().list(query.request(filter));
  }

  /** Goes on to the refusal whose id was pasted, if one was. */
  public void lookUp() {
    console
        .parameter(ID)
        .ifPresent(
            id -> console.goTo("/refusals/" + URLEncoder.encode(id, StandardCharsets.UTF_8)));
  }

  public List<RecordedRefusal> getRows() {
    return listing.rows();
  }

  public Pager getPager() {
    return query.pager(listing);
  }

  @Override
  public void export(String format) {
    console.export(
        "refusals",
        format,
        (form, out) -> console.admin().refusals().export(filter, form, out, console.onlooker()));
  }

  public ListQuery getQuery() {
    return query;
  }

  public List<Choice> getReasons() {
    return reasons.stream().map(reason -> new Choice(reason, reason.replace('_', ' '))).toList();
  }
}
