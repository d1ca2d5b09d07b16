package dev.lockspire.web;

import dev.lockspire.config.HttpConfig;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.Router;
import dev.lockspire.senderconstraint.ClientCertificates;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** From the container's request to its response. */
final class ProtocolHandler {
  private static final String ATTRIBUTE = ProtocolHandler.class.getName();

  private final Issuer issuer;
  private final CallReader reader;
  private final Router router;

  ProtocolHandler(
      Issuer issuer, HttpConfig limits, ClientCertificates certificates, Router router) {
    this.issuer = issuer;
    this.reader = new CallReader(issuer, limits, certificates);
    this.router = router;
  }

  static Optional<ProtocolHandler> of(ServletContext context) {
    return Optional.ofNullable((ProtocolHandler) context.getAttribute(ATTRIBUTE));
  }

  void install(ServletContext context) {
    context.setAttribute(ATTRIBUTE, this);
  }

  Issuer issuer() {
    return issuer;
  }

  /**
   * @param path below the mount
   */
  void handle(HttpServletRequest request, HttpServletResponse response, String path)
      throws IOException {
    ReplyWriter.write(router.dispatch(reader.arrival(request, path)), response);
  }
}
