package dev.lockspire.authorize;

import dev.lockspire.http.Call;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Reply;
import java.util.Map;

/** Parameters in the query of the redirect URI, replacing parameters of the same name there. */
final class QueryMode implements ResponseMode {

  @Override
  public String name() {
    return "query";
  }

  @Override
  public Reply deliver(Call call, ResponseTarget target, Map<String, String> parameters) {
    return Reply.redirect(call, QueryString.merge(target.redirectUri(), parameters));
  }
}
