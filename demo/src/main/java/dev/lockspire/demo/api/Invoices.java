package dev.lockspire.demo.api;

import dev.lockspire.annotation.ProtectedResource;
import dev.lockspire.protect.AccessToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** The invoices themselves. */
@Path("/billing/invoices")
@ProtectedResource(audience = "${lockspire.resource-server.api.identifier}")
public class Invoices {

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @ProtectedResource(scopes = "write:billing")
  public String all(@Context HttpServletRequest request) {
    return Answer.to(
        AccessToken.of(request).orElseThrow(),
        "invoices",
        List.of(
            Map.of("number", "B-1042", "due", "2026-02-01", "amount", "120.00"),
            Map.of("number", "B-1043", "due", "2026-03-01", "amount", "64.50")));
  }
}
