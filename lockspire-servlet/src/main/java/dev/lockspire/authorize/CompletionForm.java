package dev.lockspire.authorize;

import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.interaction.BrowserSessions;
import dev.lockspire.interaction.BrowserSessions.Browser;
import dev.lockspire.interaction.Decision;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.rar.DetailApproval;
import dev.lockspire.rar.DetailBounds;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what the consent page posts, once it is certain that our page in this browser posted it: an
 * unguessable form token, and no sign of another site (OWASP CSRF prevention, {@code Origin} and
 * Fetch Metadata).
 */
final class CompletionForm {
  private static final Set<String> TRUTHY = Set.of("true", "1", "on");
  private static final int MAX_SCOPES = 100;

  private final BrowserSessions browsers;
  private final DetailApproval details;

  CompletionForm(BrowserSessions browsers, DetailApproval details) {
    this.browsers = browsers;
    this.details = details;
  }

  /**
   * @throws OAuthError 403 {@code csrf_failed}, 400 {@code invalid_decision}, 400 when what is left
   *     of the authorization details cannot be read
   */
  Decision read(Call call, Browser browser, String interactionId) {
    Parameters form = call.form();
    boolean ours =
        form.value("csrf_token")
            .filter(token -> browsers.isFormToken(browser, interactionId, token))
            .isPresent();
    if (!ours || comesFromElsewhere(call)) {
      throw OAuthError.of(
          403, "server_error", "csrf_failed", "The form was not sent from the consent page.");
    }
    List<String> decisions = form.all("decision");
    return switch (decisions.size() == 1 ? decisions.get(0) : "") {
      case "approve" ->
          new Decision.Approve(
              form.value("remember").filter(TRUTHY::contains).isPresent(),
              scopes(form),
              details(form));
      case "deny" -> new Decision.Deny();
      default ->
          throw OAuthError.of(
              400, "server_error", "invalid_decision", "The form names no single decision.");
    };
  }

  private static List<String> scopes(Parameters form) {
    if (form.value("scope_choice").filter(TRUTHY::contains).isEmpty()) {
      return List.of();
    }
    List<String> chosen = form.all("scope");
    if (chosen.size() > MAX_SCOPES) {
      throw OAuthError.of(
          400, "server_error", "invalid_decision", "The form names too many scopes.");
    }
    // An empty choice is still a choice: a name that no scope has keeps it from meaning "all".
    return chosen.isEmpty() ? List.of("") : chosen;
  }

  private Optional<AuthorizationDetails> details(Parameters form) {
    if (form.value("authorization_details_choice").filter(TRUTHY::contains).isEmpty()) {
      return Optional.empty();
    }
    if (form.all("authorization_details").size() > 1) {
      throw OAuthError.of(
          400, "server_error", "invalid_decision", "The form names no single list of details.");
    }
    return Optional.of(details.read(form.value("authorization_details"), DetailBounds.LARGEST));
  }

  /** Our pages forbid referrers, so browsers send {@code Origin: null} from them. */
  private static boolean comesFromElsewhere(Call call) {
    boolean foreignOrigin =
        call.headers()
            .first("Origin")
            .filter(origin -> !origin.equals("null") && !origin.equals(call.issuer().origin()))
            .isPresent();
    boolean foreignSite =
        call.headers()
            .first("Sec-Fetch-Site")
            .filter(site -> !site.equals("same-origin"))
            .isPresent();
    return foreignOrigin || foreignSite;
  }
}
