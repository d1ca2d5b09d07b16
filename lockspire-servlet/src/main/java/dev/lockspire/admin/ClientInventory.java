package dev.lockspire.admin;

import dev.lockspire.client.Client;
import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.util.List;
import java.util.Locale;

/**
 * The list of clients. Everything a line shows and a filter looks at lies in one index, so that
 * searching for a part of a name reads that index and not the wide rows.
 */
final class ClientInventory {
  /** The name is fetched for the rows of the page alone; the rest is in the index. */
  private static final String SELECT =
      "c.client_id, c.active, c.provenance,"
          + " (SELECT n.name FROM {clients} n WHERE n.client_id = c.client_id) AS name";

  private final Keyset<ClientSummary> clients;

  ClientInventory(Database database) {
    this.clients =
        new Keyset<>(
            database,
            SELECT,
            "{clients} c",
            false,
            List.of(
                new Keyset.Part("c.sort_name", Keyset.Kind.TEXT),
                new Keyset.Part("c.client_id", Keyset.Kind.TEXT)),
            ClientInventory::read);
  }

  Listing<ClientSummary> list(ListRequest<ClientFilter> request) {
    return clients.page(conditions(request.filter()), request, count(request.filter()));
  }

  /** As {@link #list}, without counting. */
  Listing<ClientSummary> page(ListRequest<ClientFilter> request) {
    return clients.uncounted(conditions(request.filter()), request);
  }

  Count count(ClientFilter filter) {
    return clients.count(conditions(filter));
  }

  Keyset<ClientSummary> keyset() {
    return clients;
  }

  static Conditions conditions(ClientFilter filter) {
    Conditions conditions =
        new Conditions()
            .with(filter.active(), "c.active = ?", Binder::flag)
            .with(
                filter.provenance().map(p -> p.name().toLowerCase(Locale.ROOT)),
                "c.provenance = ?",
                Binder::text);
    String text = filter.text().strip();
    return text.isEmpty()
        ? conditions
        : conditions.and(
            "c.search_text LIKE lower(?) ESCAPE '\\'", b -> b.text("%" + escaped(text) + "%"));
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
