package dev.lockspire.admin;

import dev.lockspire.client.FieldError;
import java.util.List;

/**
 * A client that a change of the server's policy would reach.
 *
 * @param name its name, or the client_id when it has none
 * @param effects what would be wrong with it, by the setting that is in the way; and {@code
 *     par_policy: must_push}, {@code dpop_policy: must_prove_key} or {@code access_token_format:
 *     changes} for what its requests or its APIs would meet
 */
public record AffectedClient(String clientId, String name, List<FieldError> effects) {
  static final List<ListColumn<AffectedClient>> COLUMNS =
      List.of(
          new ListColumn<>("client_id", AffectedClient::clientId),
          new ListColumn<>("name", AffectedClient::name),
          new ListColumn<>(
              "effects", row -> row.effects().stream().map(FieldError::toString).toList()));

  public AffectedClient {
    effects = List.copyOf(effects);
  }
}
