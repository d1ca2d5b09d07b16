package dev.lockspire.authorize;

import dev.lockspire.http.Call;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Reply;
import java.util.Map;

/** Parameters in the fragment of the redirect URI, which never reaches a server. */
final class FragmentMode implements ResponseMode {

  @Override
  public String name() {
    return "fragment";
  }

  @Override
  public Reply deliver(Call call, ResponseTarget target, Map<String, String> parameters) {
    return Reply.redirect(call, target.redirectUri() + "#" + QueryString.encode(parameters));
  }
}
