package dev.lockspire.demo.api;

import dev.lockspire.annotation.ProtectedResource;
import dev.lockspire.protect.AccessToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Who the token speaks for; any valid one will do. */
@Path("/me")
@ProtectedResource
public class Me {

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public String me(@Context HttpServletRequest request) {
    return Answer.to(AccessToken.of(request).orElseThrow());
  }
}
