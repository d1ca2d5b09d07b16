package dev.lockspire.admin;

import dev.lockspire.client.Client;
import java.util.List;

/**
 * One line of the inventory of clients.
 *
 * @param name its name, or the client_id when it has none
 */
public record ClientSummary(
    String clientId, String name, boolean active, Client.Provenance provenance) {

  static final List<ListColumn<ClientSummary>> COLUMNS =
      List.of(
          new ListColumn<>("client_id", ClientSummary::clientId),
          new ListColumn<>("name", ClientSummary::name),
          new ListColumn<>("status", row -> row.active() ? "active" : "disabled"),
          new ListColumn<>("provenance", row -> ListColumn.word(row.provenance())));
}
