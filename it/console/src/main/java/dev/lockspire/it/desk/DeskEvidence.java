package dev.lockspire.it.desk;

import dev.lockspire.Lockspire;
import dev.lockspire.admin.AuditEntry;
import dev.lockspire.admin.AuditFilter;
import dev.lockspire.admin.ListRequest;
import dev.lockspire.admin.Position;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/** Lists what is on record about an object: one line of action, outcome, actor's type and id. */
@WebServlet("/desk-evidence")
public final class DeskEvidence extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    PrintWriter out = response.getWriter();
    AuditFilter filter =
        AuditFilter.resource(request.getParameter("type"), request.getParameter("id"));
    for (AuditEntry entry :
        Lockspire.of(getServletContext())
            .admin()
            .audit()
            .list(new ListRequest<>(filter, 100, Position.parse("")))
            .rows()) {
      out.println(
          entry.action()
              + " "
              + entry.outcome()
              + " "
              + entry.actorType().orElse("-")
              + " "
              + entry.actorId().orElse("-"));
    }
  }
}
