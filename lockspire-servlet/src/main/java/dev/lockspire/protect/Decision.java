package dev.lockspire.protect;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Whether a request may go on to a protected route. */
public sealed interface Decision {

  /** Header fields to set on the answer, whoever writes it, by name. */
  Map<String, String> headers();

  /**
   * It may.
   *
   * @param token the token it showed
   * @param headers a fresh {@code DPoP-Nonce}, when it is time for one (RFC 9449 §8.2)
   */
  record Allowed(AccessToken token, Map<String, String> headers) implements Decision {
    public Allowed {
      headers = ResponseHeaders.ordered(headers);
    }

    /** Puts the headers on {@code response}. */
    public void prepare(HttpServletResponse response) {
      ResponseHeaders.put(headers, response);
    }
  }

  /**
   * It may not, and this is the answer.
   *
   * @param status HTTP status
   * @param headers with {@code WWW-Authenticate} and {@code Content-Type}
   * @param json the body (RFC 6749 §5.2)
   */
  record Refused(int status, Map<String, String> headers, String json) implements Decision {
    public Refused {
      headers = ResponseHeaders.ordered(headers);
    }

    /** Answers with it; writes nothing when the answer has begun. */
    public void answer(HttpServletResponse response) throws IOException {
      if (response.isCommitted()) {
        return;
      }
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      response.resetBuffer();
      response.setStatus(status);
      ResponseHeaders.put(headers, response);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
