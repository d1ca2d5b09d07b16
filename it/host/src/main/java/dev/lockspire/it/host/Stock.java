package dev.lockspire.it.host;

import dev.lockspire.annotation.ProtectedResource;
import dev.lockspire.protect.AccessToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** What is in stock: read with one scope, changed with another. */
// snippet: resource
@Path("/stock")
@Produces(MediaType.APPLICATION_JSON)
@ProtectedResource(scopes = "orders:read")
public class Stock {

  @GET
  public String read(@Context HttpServletRequest request) {
    return TokenFacts.of(AccessToken.of(request).orElseThrow());
  }

  @POST
  @ProtectedResource(scopes = "orders:write")
  public String change(@Context SecurityContext caller) {
    return "{\"changed by\":\"" + caller.getUserPrincipal().getName() + "\"}";
  }
}
// end snippet
