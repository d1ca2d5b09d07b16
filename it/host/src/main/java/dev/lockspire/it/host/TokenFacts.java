package dev.lockspire.it.host;

import dev.lockspire.protect.AccessToken;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says what the host sees of the token; behind filters that stand in {@code web.xml}. */
public final class TokenFacts extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json");
    response.getWriter().print(of(AccessToken.of(request).orElseThrow()));
  }

  static String of(AccessToken token) {
    return "{\"sub\":\""
        + token.subject()
        + "\",\"client\":\""
        + token.clientId()
        + "\",\"scope\":\""
        + token.scope()
        + "\",\"aud\":\""
        + String.join(" ", token.audience())
        + "\",\"binding\":\""
        + token.bindingType().map(Enum::name).orElse("none")
        + "\",\"verified\":"
        + token.bindingVerified()
        + "}";
  }
}
