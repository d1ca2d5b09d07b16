package dev.lockspire.authorize;

import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.ConsentPrompt;
import dev.lockspire.host.HostSite;
import dev.lockspire.http.Call;
import dev.lockspire.http.ContentSecurityPolicy;
import dev.lockspire.http.Page;
import dev.lockspire.http.Reply;
import dev.lockspire.interaction.AuthorizationRequest;
import dev.lockspire.rar.AuthorizationDetails;
import java.util.List;
import java.util.Optional;

/** The consent page: the host's own, or the plain reference page where the host draws none. */
final class ConsentPage {
  private final HostSite host;
  private final RandomSource random;

  ConsentPage(HostSite host, RandomSource random) {
    this.host = host;
    this.random = random;
  }

  Reply show(Call call, ConsentPrompt prompt, AuthorizationRequest request) {
    String nonce = random.token();
    List<String> targets = List.of("'self'", ContentSecurityPolicy.source(request.redirectUri()));
    Optional<String> own = host.consentPage(call.host(), prompt, nonce);
    return own.isPresent()
        ? Reply.page(200, own.get(), ContentSecurityPolicy.hostPage(nonce, targets))
        : Reply.page(
            200, reference(prompt, request, nonce), ContentSecurityPolicy.page(nonce, targets));
  }

  private static String reference(
      ConsentPrompt prompt, AuthorizationRequest request, String nonce) {
    StringBuilder body = new StringBuilder();
    body.append("<h1>Allow ").append(Page.escape(prompt.clientName())).append("?</h1>");
    body.append("<p class=\"lead\">")
        .append(Page.escape(prompt.clientName()))
        .append(" asks to act for you.</p><p class=\"mute\">Signed in as <strong>")
        .append(Page.escape(prompt.subject().subject()))
        .append("</strong></p>");
    list(body, "It asks for", prompt.scopes());
    list(body, "It will be used at", prompt.resources());
    details(body, prompt, request.authorizationDetails());
    String open =
        "<form method=\"post\" action=\""
            + Page.escape(prompt.finalizePath())
            + "\"><input type=\"hidden\" name=\"csrf_token\" value=\""
            + Page.escape(prompt.csrfToken())
            + "\"><input type=\"hidden\" name=\"decision\" value=\"";
    body.append(open)
        .append("approve\"><p><label><input id=\"remember\" type=\"checkbox\" name=\"remember\"")
        .append(" value=\"true\" checked> Do not ask me again</label></p>")
        .append("<div class=\"actions\"><button id=\"approve\" class=\"primary\">Allow</button>")
        .append("</div></form>");
    body.append(open)
        .append("deny\"><div class=\"actions\"><button id=\"deny\">Refuse</button></div></form>");
    return Page.document("Allow " + prompt.clientName() + "?", nonce, body.toString());
  }

  private static void details(
      StringBuilder body, ConsentPrompt prompt, AuthorizationDetails details) {
    list(body, "It asks in particular for", prompt.authorizationDetailTypes());
    if (!details.isEmpty()) {
      body.append("<pre id=\"authorization-details\">")
          .append(Page.escape(details.toPrettyJson()))
          .append("</pre>");
    }
  }

  private static void list(StringBuilder body, String title, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    body.append("<p>").append(title).append(":</p><ul>");
    items.forEach(i -> body.append("<li><code>").append(Page.escape(i)).append("</code></li>"));
    body.append("</ul>");
  }
}
