package dev.lockspire.authorize;

import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Call;
import dev.lockspire.http.ContentSecurityPolicy;
import dev.lockspire.http.Page;
import dev.lockspire.http.Reply;
import java.util.List;
import java.util.Map;

/**
 * Parameters as a form that posts itself to the redirect URI (OAuth 2.0 Form Post Response Mode
 * §2); a button stands in where scripts do not run.
 */
final class FormPostMode implements ResponseMode {
  private final RandomSource random;

  FormPostMode(RandomSource random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "form_post";
  }

  @Override
  public Reply deliver(Call call, ResponseTarget target, Map<String, String> parameters) {
    String nonce = random.token();
    StringBuilder form = new StringBuilder("<h1>Back to the application</h1><form method=\"post\"");
    form.append(" action=\"").append(Page.escape(target.redirectUri())).append("\">");
    parameters.forEach(
        (name, value) -> {
          if (value != null && !value.isEmpty()) {
            form.append("<input type=\"hidden\" name=\"")
                .append(Page.escape(name))
                .append("\" value=\"")
                .append(Page.escape(value))
                .append("\">");
          }
        });
    form.append("<noscript><p>Press the button to go on.</p></noscript>")
        .append("<div class=\"actions\"><button class=\"primary\">Continue</button></div></form>")
        .append("<script nonce=\"")
        .append(nonce)
        .append("\">document.forms[0].submit()</script>");
    return Reply.page(
        200,
        Page.document("Back to the application", nonce, form.toString()),
        ContentSecurityPolicy.page(
            nonce, List.of(ContentSecurityPolicy.source(target.redirectUri()))));
  }
}
