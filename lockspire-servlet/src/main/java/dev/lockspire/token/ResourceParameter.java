package dev.lockspire.token;

import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import java.util.List;
import java.util.Set;

/** The {@code resource} parameter (RFC 8707 §2.2), which may be sent several times. */
final class ResourceParameter {
  private static final int MOST = 10;

  private ResourceParameter() {}

  /**
   * The requested resource indicators in order.
   *
   * @throws OAuthError {@code invalid_target} when there are too many to be meant, or one twice
   */
  static List<String> of(Parameters form) {
    List<String> sent = form.all("resource");
    if (sent.size() > MOST) {
      throw OAuthError.invalidTarget("too_many_resources", "Too many resources are asked for.");
    }
    if (Set.copyOf(sent).size() < sent.size()) {
      throw OAuthError.invalidTarget("repeated_resource", "A resource is asked for twice.");
    }
    return sent;
  }
}
