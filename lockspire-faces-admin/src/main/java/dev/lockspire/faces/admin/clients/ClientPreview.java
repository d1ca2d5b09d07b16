package dev.lockspire.faces.admin.clients;

import dev.lockspire.admin.AffectedClient;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.standards.JudgementView;
import java.util.List;

/**
 * What a change of a client would make the server refuse, in words.
 *
 * @param summary whether anything would be
 * @param unmet what would be demanded and is not met, or was not seen to be
 */
public record ClientPreview(String summary, List<JudgementView> unmet) {
  public ClientPreview {
    unmet = List.copyOf(unmet);
  }

  static ClientPreview of(AffectedClient client, Console console) {
    String found = client.isRefused() ? "refused" : client.unmet().isEmpty() ? "fine" : "not_seen";
    return new ClientPreview(
        console.texts().get("client.preview." + found),
        client.unmet().stream()
            .map(judgement -> JudgementView.of(judgement, client.clientId(), console))
            .toList());
  }
}
