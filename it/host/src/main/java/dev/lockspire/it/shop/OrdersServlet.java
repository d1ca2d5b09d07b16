package dev.lockspire.it.shop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.lockspire.Lockspire;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Set;

/** The shop's API: the orders of the person a JWT access token (RFC 9068) was issued for. */
@WebServlet("/api/orders")
public final class OrdersServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final String SCOPE = "orders:read";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String header = request.getHeader("Authorization");
    if (header == null || !header.startsWith("Bearer ")) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"Shop\"");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    try {
      JWTClaimsSet claims = verify(header.substring("Bearer ".length()));
      if (!List.of(claims.getStringClaim("scope").split(" ")).contains(SCOPE)) {
        refuse(response, HttpServletResponse.SC_FORBIDDEN, "insufficient_scope");
        return;
      }
      response.setContentType("application/json");
      response
          .getWriter()
          .print("{\"customer\":\"" + claims.getSubject() + "\",\"orders\":[1815]}");
    } catch (ParseException | BadJOSEException | JOSEException e) {
      refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "invalid_token");
    }
  }

  private JWTClaimsSet verify(String token) throws ParseException, BadJOSEException, JOSEException {
    Lockspire lockspire = Lockspire.of(getServletContext());
    JWKSet keys =
        JWKSet.parse(
            new String(lockspire.publishedKeys().current().jwks(), StandardCharsets.UTF_8));
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256), new ImmutableJWKSet<>(keys)));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            new JWTClaimsSet.Builder().issuer(lockspire.issuer().value()).build(),
            Set.of("sub", "exp", "client_id", "scope")));
    return processor.process(token, null);
  }

  private static void refuse(HttpServletResponse response, int status, String error) {
    response.setHeader("WWW-Authenticate", "Bearer realm=\"Shop\", error=\"" + error + "\"");
    response.setStatus(status);
  }
}
