package dev.lockspire.bench.floor;

import dev.lockspire.web.LockspireServlet;
import dev.lockspire.web.LockspireStartup;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The smallest host there is, with the library or without it: the difference is the library's. */
public final class HostServer {

  private HostServer() {}

  /**
   * Runs until told to stop.
   *
   * @param args JDBC URL for a host with the library, nothing for one without
   */
  public static void main(String[] args) throws Exception {
    int port = freePort();
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(port);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.setClassLoader(HostServer.class.getClassLoader());
    context.addServlet(new ServletHolder(new EmptyServlet()), "/empty");
    context.addServlet(new ServletHolder(new Memory()), "/memory");
    if (args.length > 0) {
      addLibrary(context, port, args[0]);
    }
    server.setHandler(context);
    server.start();
    long sinceLaunch =
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    System.out.printf(
        "READY base=http://127.0.0.1:%d pid=%d started=%d%n",
        port, ProcessHandle.current().pid(), sinceLaunch);
    System.out.flush();
    server.join();
  }

  /** What the web fragment says, said by hand: there is no WAR here. */
  private static void addLibrary(ServletContextHandler context, int port, String jdbcUrl) {
    context.setInitParameter("lockspire.issuer", "http://localhost:" + port + "/lockspire");
    context.setInitParameter("lockspire.jdbc.url", jdbcUrl);
    context.setInitParameter("lockspire.migrate", "auto");
    context.setInitParameter(
        "lockspire.encryption.master-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    context.setInitParameter("lockspire.account-resolver", Nobody.class.getName());
    context.addEventListener(new LockspireStartup());
    ServletHolder lockspire = new ServletHolder("lockspire", LockspireServlet.class);
    lockspire.setInitOrder(1);
    context.addServlet(lockspire, "/lockspire/*");
  }

  /** The issuer names the port, so it must be known before it is bound. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Answers what lives on the heap after collections, and beside it, in bytes. */
  private static final class Memory extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
      // A second one collects what finalizers and cleaners of the first let go.
      memory.gc();
      memory.gc();
      response.setContentType("application/json");
      String answer =
          "{\"heap\": \"%d\", \"beside\": \"%d\"}"
              .formatted(
                  memory.getHeapMemoryUsage().getUsed(), memory.getNonHeapMemoryUsage().getUsed());
      response.setContentLength(answer.length());
      response.getWriter().write(answer);
    }
  }
}
