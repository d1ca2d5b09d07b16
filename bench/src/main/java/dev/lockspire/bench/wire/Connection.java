package dev.lockspire.bench.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** One keep-alive connection with the visitor who uses it. */
final class Connection implements AutoCloseable {
  private final SocketChannel channel;
  private final Visitor visitor;
  private final AnswerReader reader = new AnswerReader();
  private final SelectionKey key;
  private ByteBuffer outgoing = ByteBuffer.allocate(0);
  private long unitStarted;

  private Connection(SocketChannel channel, SelectionKey key, Visitor visitor) {
    this.channel = channel;
    this.key = key;
    this.visitor = visitor;
  }

  static Connection open(InetSocketAddress server, Visitor visitor, Selector selector)
      throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    Connection connection = new Connection(channel, key, visitor);
    key.attach(connection);
    return connection;
  }

  void beginUnit(long now) throws IOException {
    unitStarted = now;
    send();
  }

  private void send() throws IOException {
    outgoing = ByteBuffer.wrap(visitor.request());
    flush();
  }

  /** Writes what the socket takes; the rest when it takes more. */
  void flush() throws IOException {
    channel.write(outgoing);
    key.interestOps(
        outgoing.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  /**
   * Reads what has arrived and sends the unit's next request when there is one.
   *
   * @return whether the unit has ended
   */
  boolean advance(ByteBuffer scratch) throws IOException {
    scratch.clear();
    if (channel.read(scratch) < 0) {
      throw new UnexpectedAnswer("the server closed a keep-alive connection");
    }
    reader.accept(scratch.flip());
    Optional<Answer> answer = reader.poll();
    if (answer.isEmpty()) {
      return false;
    }
    if (visitor.answered(answer.get())) {
      return true;
    }
    send();
    return false;
  }

  long unitStarted() {
    return unitStarted;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
