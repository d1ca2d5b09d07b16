package dev.lockspire.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sends bytes as they are: what well-behaved clients cannot even be made to send. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final String NEW_LINE = "\r\n";

  private RawHttp() {}

  /**
   * An answer.
   *
   * @param body as text, one character per byte
   */
  record Answer(int status, List<String> headerLines, String body) {

    Optional<String> header(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return headerLines.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .findFirst();
    }
  }

  /**
   * A request with a body of known length, or none.
   *
   * @param target path and query exactly as they go over the wire
   * @param headers complete lines
   * @param body one character per byte
   */
  static Answer send(URI server, String method, String target, List<String> headers, String body) {
    List<String> lines = new ArrayList<>(headers);
    if (!body.isEmpty() || method.equals("POST")) {
      lines.add("Content-Length: " + body.length());
    }
    return exchange(server, head(server, method, target, lines) + body);
  }

  /** A request whose body comes in chunks that announce no total length. */
  static Answer sendChunked(
      URI server, String target, List<String> headers, String chunk, int chunks) {
    List<String> lines = new ArrayList<>(headers);
    lines.add("Transfer-Encoding: chunked");
    String one = Integer.toHexString(chunk.length()) + NEW_LINE + chunk + NEW_LINE;
    return exchange(
        server,
        head(server, "POST", target, lines) + one.repeat(chunks) + "0" + NEW_LINE + NEW_LINE);
  }

  private static String head(URI server, String method, String target, List<String> headers) {
    return method
        + " "
        + target
        + " HTTP/1.1"
        + NEW_LINE
        + "Host: "
        + server.getAuthority()
        + NEW_LINE
        + "Connection: close"
        + NEW_LINE
        + String.join("", headers.stream().map(line -> line + NEW_LINE).toList())
        + NEW_LINE;
  }

  private static Answer exchange(URI server, String request) {
    try (Socket socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      write(socket.getOutputStream(), request);
      return parse(read(socket.getInputStream()));
    } catch (IOException e) {
      throw new AssertionError("No answer to " + request.lines().findFirst().orElse(""), e);
    }
  }

  /** A server may refuse before it has heard everything, and hang up. */
  private static void write(OutputStream out, String request) throws IOException {
    try {
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    } catch (SocketException hungUp) {
      // What it said before is still to be read.
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
    } catch (SocketException hungUp) {
      // What it said before counts.
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static Answer parse(String response) throws IOException {
    int end = response.indexOf(NEW_LINE + NEW_LINE);
    if (end < 0) {
      throw new IOException("no complete head in: " + response);
    }
    List<String> lines = response.substring(0, end).lines().toList();
    return new Answer(
        Integer.parseInt(lines.get(0).split(" ", 3)[1]),
        lines.subList(1, lines.size()),
        response.substring(end + 4));
  }
}
