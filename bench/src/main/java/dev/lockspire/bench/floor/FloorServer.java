package dev.lockspire.bench.floor;

import dev.lockspire.bench.unit.FixedRequest;
import dev.lockspire.bench.wire.Requests;
import dev.lockspire.bench.wire.Visitor;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The Jetty that the demo runs on, set up as it is there, with nothing but an empty servlet. */
public final class FloorServer implements AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  /** Listens on a free port of loopback. */
  public static FloorServer start() {
    FloorServer floor = new FloorServer();
    floor.connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    floor.server.addConnector(floor.connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(new ServletHolder(new EmptyServlet()), "/empty");
    floor.server.setHandler(context);
    try {
      floor.server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the floor server does not start", e);
    }
    return floor;
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** Runs until told to stop; prints the same line for programs as {@code bin/demo}. */
  public static void main(String[] args) throws InterruptedException {
    try (FloorServer floor = start()) {
      System.out.println("READY base=" + floor.base() + " pid=" + ProcessHandle.current().pid());
      System.out.flush();
      floor.server.join();
    }
  }

  /** Visitors of the empty servlet of a floor server at {@code base}. */
  public static List<Visitor> visitors(URI base, int count) {
    byte[] request = new Requests(base).get("/empty", "");
    return IntStream.range(0, count)
        .mapToObj(i -> (Visitor) new FixedRequest(request, EmptyServlet.BODY))
        .toList();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the floor server does not stop", e);
    }
  }
}
