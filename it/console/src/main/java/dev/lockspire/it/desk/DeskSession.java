package dev.lockspire.it.desk;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/** Writes the session as a container that replicates it would, and sends what came of it. */
@WebServlet("/desk-session")
public final class DeskSession extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    if (session != null) {
      for (String name : Collections.list(session.getAttributeNames())) {
        written.write((name + "\n").getBytes(StandardCharsets.UTF_8));
        ObjectOutputStream out = new ObjectOutputStream(written);
        out.writeObject(session.getAttribute(name));
        out.flush();
      }
    }
    response.setContentType("application/octet-stream");
    response.getOutputStream().write(written.toByteArray());
  }
}
