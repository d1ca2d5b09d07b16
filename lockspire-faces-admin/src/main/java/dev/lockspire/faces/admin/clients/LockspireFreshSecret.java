package dev.lockspire.faces.admin.clients;

import dev.lockspire.crypto.Secret;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Optional;

/**
 * The secret that this request made, for the page that answers it. Nothing outlives the request, so
 * no reload, session or other node ever has it.
 */
@Named
@RequestScoped
public class LockspireFreshSecret {
  private Optional<Secret> secret = Optional.empty();

  void show(Optional<Secret> made) {
    secret = made;
  }

  public boolean isThere() {
    return secret.isPresent();
  }

  public String getValue() {
    return secret.map(Secret::reveal).orElse("");
  }
}
