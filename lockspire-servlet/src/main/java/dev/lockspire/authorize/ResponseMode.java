package dev.lockspire.authorize;

import dev.lockspire.http.Call;
import dev.lockspire.http.Reply;
import java.util.Map;

/**
 * One way of delivering an authorization response (OAuth 2.0 Multiple Response Type Encoding
 * Practices §2.1, OAuth 2.0 Form Post Response Mode).
 */
interface ResponseMode {

  /** As in {@code response_mode}. */
  String name();

  Reply deliver(Call call, ResponseTarget target, Map<String, String> parameters);
}
