package dev.lockspire.faces.admin.faces;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.ExternalContextWrapper;
import java.util.Map;

/**
 * What a request of the console sees of the application: its own PrimeFaces settings in place of
 * the host's, and its own copy of what PrimeFaces makes of them.
 */
@SuppressWarnings("unchecked") // The wrapper of the API itself overrides with a raw type.
final class ConsoleExternalContext extends ExternalContextWrapper {
  private static final String PRIMEFACES = "primefaces.";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "primefaces.CSP", "true",
          "primefaces.THEME", "none",
          "primefaces.PRIME_ICONS", "false",
          "primefaces.SUBMIT", "partial",
          "primefaces.CLIENT_SIDE_LOCALISATION", "false");

  ConsoleExternalContext(ExternalContext wrapped) {
    super(wrapped);
  }

  @Override
  public String getInitParameter(String name) {
    return name.startsWith(PRIMEFACES) && !asHost()
        ? SETTINGS.get(name)
        : super.getInitParameter(name);
  }

  @Override
  public Map<String, Object> getApplicationMap() {
    Map<String, Object> attributes = super.getApplicationMap();
    return asHost() ? attributes : new ConsoleApplicationMap(attributes);
  }

  private boolean asHost() {
    return HostSettings.areWanted(getRequestMap());
  }
}
