package dev.lockspire.it.host;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.ds.PGSimpleDataSource;

/** Answers {@code ok} and the database's version, when the database can be reached. */
@WebServlet("/ok")
public final class OkServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(databaseUrl());
    try (Connection connection = database.getConnection()) {
      response.setContentType("text/plain;charset=UTF-8");
      response
          .getWriter()
          .print(
              "ok "
                  + connection.getMetaData().getDatabaseProductName()
                  + " "
                  + connection.getMetaData().getDatabaseProductVersion());
    } catch (SQLException e) {
      throw new ServletException("The database cannot be reached", e);
    }
  }

  private static String databaseUrl() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = OkServlet.class.getResourceAsStream("/host.properties")) {
      properties.load(in);
    }
    return properties.getProperty("database.url");
  }
}
