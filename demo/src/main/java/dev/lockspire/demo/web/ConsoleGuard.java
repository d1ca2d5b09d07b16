package dev.lockspire.demo.web;

import dev.lockspire.demo.account.Person;
import dev.lockspire.demo.account.SignedIn;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;

/**
 * Stands before the console: nobody comes by without signing in, and who did is told to it as
 * caller and roles. What they may do there, the console decides.
 */
public final class ConsoleGuard implements Filter {

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    Optional<SignedIn> signedIn = SignedIn.in(asked);
    if (signedIn.isPresent()) {
      chain.doFilter(new Known(asked, signedIn.get().person()), response);
    } else {
      askToSignIn(asked, (HttpServletResponse) response);
    }
  }

  private static void askToSignIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    String back = URLEncoder.encode(request.getRequestURI() + query, StandardCharsets.UTF_8);
    response.setHeader("Cache-Control", "no-store");
    response.sendRedirect(request.getContextPath() + "/login?return_to=" + back);
  }

  /** A request whose caller and roles are those of a person. */
  private static final class Known extends HttpServletRequestWrapper {
    private final Person person;

    Known(HttpServletRequest request, Person person) {
      super(request);
      this.person = person;
    }

    @Override
    public String getRemoteUser() {
      return person.username();
    }

    @Override
    public Principal getUserPrincipal() {
      return person::username;
    }

    @Override
    public boolean isUserInRole(String role) {
      return person.roles().contains(role);
    }
  }
}
