package dev.lockspire.faces.admin.faces;

import jakarta.faces.context.FacesContext;
import org.primefaces.PrimeFaces;
import org.primefaces.context.PrimeFacesContext;
import org.primefaces.csp.CspState;

/**
 * The content security policy of the console's pages: its own files, and scripts that carry the
 * nonce PrimeFaces wrote into this page. PrimeFaces would send a policy about scripts only.
 */
final class ScriptPolicy {
  private static final String POLICY =
      "default-src 'none'; script-src 'self' 'nonce-%s'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private ScriptPolicy() {}

  /** Keeps PrimeFaces from sending its own. */
  static void claim(FacesContext context) {
    PrimeFacesContext.getCspState(context).setInitialized(true);
    HostSettings.read(context);
  }

  /** Sends ours, and tells PrimeFaces' script the nonce. */
  static void send(FacesContext context) {
    CspState state = PrimeFacesContext.getCspState(context);
    String nonce = state.getNonce();
    context
        .getExternalContext()
        .setResponseHeader("Content-Security-Policy", POLICY.formatted(nonce));
    PrimeFaces.current()
        .executeInitScript("if(window.PrimeFaces){PrimeFaces.csp.init('" + nonce + "');}");
  }
}
