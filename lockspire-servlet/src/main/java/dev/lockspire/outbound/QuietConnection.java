package dev.lockspire.outbound;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/**
 * A connection for one request. The library's own would write headers and bodies to the debug log,
 * and go on to a host's next address when the time is over.
 */
final class QuietConnection extends DefaultBHttpClientConnection
    implements ManagedHttpClientConnection {
  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxLineLength(8192).setMaxHeaderCount(100).build();

  private final Deadline deadline;

  QuietConnection(Deadline deadline) {
    super(LIMITS);
    this.deadline = deadline;
  }

  @Override
  public void bind(Socket socket) throws IOException {
    refuseLate(socket);
    super.bind(socket);
  }

  @Override
  public void bind(SSLSocket secured, Socket socket) throws IOException {
    refuseLate(socket);
    super.bind(secured, socket);
  }

  private void refuseLate(Socket socket) throws IOException {
    if (deadline.isPast()) {
      socket.close();
      throw new SocketTimeoutException("The deadline has passed");
    }
  }

  @Override
  public Socket getSocket() {
    SocketHolder holder = getSocketHolder();
    return holder == null ? null : holder.getSocket();
  }

  /** Never reused, so never put to rest. */
  @Override
  public void passivate() {}

  @Override
  public void activate() {}
}
