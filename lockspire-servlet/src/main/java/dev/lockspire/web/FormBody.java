package dev.lockspire.web;

import dev.lockspire.config.HttpConfig;
import dev.lockspire.http.FormDecoder;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads the form in a request's body, never more of it than is allowed. */
final class FormBody {
  private static final byte[] CONSUMED = new byte[0];
  private final FormDecoder decoder;
  private final int maxBytes;
  private final int maxParameters;

  FormBody(FormDecoder decoder, HttpConfig limits) {
    this.decoder = decoder;
    this.maxBytes = limits.maxBodyBytes();
    this.maxParameters = limits.maxParameters();
  }

  /**
   * @param query parameters of the query string, which the container mixes with those of the body
   * @throws OAuthError 413 when the body is too large, 400 when it is malformed
   */
  Parameters read(HttpServletRequest request, Parameters query) {
    if (request.getContentLengthLong() > maxBytes) {
      throw tooLarge();
    }
    byte[] body = bytes(request);
    boolean announced =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    if (body.length == 0 && announced) {
      return consumedByHost(request, query);
    }
    // One char per byte: the decoder takes UTF-8 apart itself, after the percent-encoding.
    return decoder.decode(new String(body, StandardCharsets.ISO_8859_1));
  }

  private byte[] bytes(HttpServletRequest request) {
    byte[] body;
    try {
      body = request.getInputStream().readNBytes(maxBytes + 1);
    } catch (IllegalStateException readerTaken) {
      return CONSUMED;
    } catch (IOException | RuntimeException brokenOff) {
      throw OAuthError.invalidRequest("body_unreadable", "The body could not be read.");
    }
    if (body.length > maxBytes) {
      throw tooLarge();
    }
    return body;
  }

  /**
   * A filter of the host has asked for a parameter, so the container has read the body: what it
   * made of it is taken, less what came from the query.
   */
  private Parameters consumedByHost(HttpServletRequest request, Parameters query) {
    Parameters.Builder form = new Parameters.Builder();
    long size = 0;
    int count = 0;
    for (Map.Entry<String, String[]> entry : parameterMap(request).entrySet()) {
      String name = entry.getKey();
      List<String> values = new ArrayList<>(Arrays.asList(entry.getValue()));
      query.all(name).forEach(values::remove);
      for (String value : values) {
        size += name.length() + value.length() + 2L;
        if (size > maxBytes) {
          throw tooLarge();
        }
        if (++count > maxParameters) {
          throw OAuthError.invalidRequest(
              "too_many_parameters", "The request has too many parameters.");
        }
        if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
          throw OAuthError.invalidRequest("nul_byte", "A parameter contains a NUL byte.");
        }
        form.add(name, value);
      }
    }
    return form.build();
  }

  private static Map<String, String[]> parameterMap(HttpServletRequest request) {
    try {
      return request.getParameterMap();
    } catch (RuntimeException malformed) {
      throw OAuthError.invalidRequest("malformed_encoding", "The parameters are malformed.");
    }
  }

  private static OAuthError tooLarge() {
    return OAuthError.of(413, "invalid_request", "body_too_large", "The body is too large.");
  }
}
