package dev.lockspire.admin;

import dev.lockspire.client.Client;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The list of clients. Everything a line shows and a filter looks at lies in one index, so that
 * searching for a part of a name reads that index and not the wide rows.
 */
final class ClientInventory {
  /** Clients that one page looks at: lines of the index, which are a tenth of a row. */
  private static final int LOOK = 200_000;

  private static final String FIGURES =
      """
      SELECT (SELECT count(*) FROM (SELECT 1 FROM {clients} LIMIT %1$d) a) AS total,
        (SELECT count(*) FROM (SELECT 1 FROM {clients} WHERE provenance = 'self_registered'
          LIMIT %1$d) s) AS self_registered
      """
          .formatted(Count.MOST + 1);

  /** The name is fetched for the rows of the page alone; the rest is in the index. */
  private static final String SELECT =
      "c.client_id, c.active, c.provenance,"
          + " (SELECT n.name FROM {clients} n WHERE n.client_id = c.client_id) AS name";

  private final Database database;
  private final Keyset<ClientSummary> clients;

  ClientInventory(Database database) {
    this.database = database;
    this.clients =
        new Keyset<>(
            database,
            SELECT,
            "{clients} c",
            SortKey.ascending(
                new SortKey.Part("c.sort_name", SortKey.Kind.TEXT),
                new SortKey.Part("c.client_id", SortKey.Kind.TEXT)),
            LOOK,
            ClientInventory::read);
  }

  Listing<ClientSummary> list(ListRequest<ClientFilter> request) {
    Way way = way(request.filter());
    return clients.page(way, request, clients.count(way));
  }

  /** As {@link #list}, without counting. */
  Listing<ClientSummary> page(ListRequest<ClientFilter> request) {
    return clients.uncounted(way(request.filter()), request);
  }

  ClientFigures figures() {
    return database
        .search(
            database.sql(FIGURES),
            bind -> {},
            row ->
                new ClientFigures(
                    Count.bounded(row.id("total")), Count.bounded(row.id("self_registered"))))
        .get(0);
  }

  private Way way(ClientFilter filter) {
    List<Indexed> indexed = new ArrayList<>();
    filter
        .active()
        .ifPresent(
            active ->
                indexed.add(
                    new Indexed(
                        List.of("c.active"), List.of(bind -> bind.flag(active)), "", false)));
    filter
        .provenance()
        .map(provenance -> provenance.name().toLowerCase(Locale.ROOT))
        .ifPresent(word -> indexed.add(Indexed.text("c.provenance", word, false)));
    Conditions rest = new Conditions();
    String text = filter.text().strip();
    if (!text.isEmpty()) {
      rest.and(
          "c.search_text LIKE lower(?) ESCAPE '\\'", bind -> bind.text("%" + escaped(text) + "%"));
    }
    return clients.way(SortKey.Range.ALL, indexed, rest);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\0", "");
  }

  private static ClientSummary read(Row row) {
    String clientId = row.text("client_id");
    String name = row.text("name");
    return new ClientSummary(
        clientId,
        name == null || name.isBlank() ? clientId : name,
        row.flag("active"),
        Client.Provenance.valueOf(row.text("provenance").toUpperCase(Locale.ROOT)));
  }
}
