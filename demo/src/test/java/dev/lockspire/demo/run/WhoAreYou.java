package dev.lockspire.demo.run;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;

/** Answers with the subject of the client's certificate. */
public final class WhoAreYou extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object chain = request.getAttribute("jakarta.servlet.request.X509Certificate");
    response
        .getWriter()
        .print(
            chain instanceof X509Certificate[] certificates
                ? certificates[0].getSubjectX500Principal().getName()
                : "nobody");
  }
}
