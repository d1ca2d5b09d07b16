package dev.lockspire.faces.admin.clients;

import dev.lockspire.admin.ClientKey;
import dev.lockspire.admin.RemoteKeys;
import dev.lockspire.faces.admin.page.Console;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** What is at an address of keys that somebody tries before a client depends on it. */
@Named
@RequestScoped
public class LockspireRemoteKeys {
  @Inject Console console;

  private Optional<RemoteKeys> answer = Optional.empty();

  /** Asks the address; for those who may change something only, for the server makes a request. */
  void check(String uri) {
    console.actor();
    answer = Optional.of(console.admin().clients().checkKeys(uri));
  }

  public boolean isAsked() {
    return answer.isPresent();
  }

  public List<ClientKey> getKeys() {
    return answer.map(RemoteKeys::keys).orElse(List.of());
  }

  /** Why nothing was had; null when the keys were. */
  public KeyTrouble getTrouble() {
    return answer
        .flatMap(
            had ->
                had.problem()
                    .map(
                        problem ->
                            KeyTrouble.of(
                                problem,
                                had.httpStatus(),
                                had.targetReason(),
                                Optional.empty(),
                                console.texts())))
        .orElse(null);
  }
}
