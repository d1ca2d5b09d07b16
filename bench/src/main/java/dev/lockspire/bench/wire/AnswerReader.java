package dev.lockspire.bench.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Collects bytes until one whole response is there (RFC 9112 §6). */
final class AnswerReader {
  private static final int FIRST_BYTES = 8 * 1024;
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private byte[] buffer = new byte[FIRST_BYTES];
  private int length;
  private int searched;

  /** Takes everything that remains in {@code arrived}. */
  void accept(ByteBuffer arrived) {
    int more = arrived.remaining();
    if (length + more > buffer.length) {
      if (length + more > MOST_BYTES) {
        throw new UnexpectedAnswer("an answer is larger than " + MOST_BYTES + " bytes");
      }
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
    arrived.get(buffer, length, more);
    length += more;
  }

  /**
   * The response once it is complete; the reader is then empty again.
   *
   * @throws UnexpectedAnswer when it is not HTTP/1.1, or says that the connection ends
   */
  Optional<Answer> poll() {
    int bodyStart = headEnd();
    if (bodyStart < 0) {
      return Optional.empty();
    }
    String head = new String(buffer, 0, bodyStart - 2, StandardCharsets.ISO_8859_1);
    int status = status(head);
    Optional<byte[]> body = body(head, status, bodyStart);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    length = 0;
    searched = 0;
    Answer answer = new Answer(status, head, body.get());
    if (answer.header("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
      throw new UnexpectedAnswer("the server ends a keep-alive connection: " + answer);
    }
    return Optional.of(answer);
  }

  private int headEnd() {
    for (int i = searched; i + 3 < length; i++) {
      if (buffer[i] == '\r'
          && buffer[i + 1] == '\n'
          && buffer[i + 2] == '\r'
          && buffer[i + 3] == '\n') {
        searched = i;
        return i + 4;
      }
    }
    searched = Math.max(0, length - 3);
    return -1;
  }

  private static int status(String head) {
    if (!head.startsWith("HTTP/1.1 ")) {
      throw new UnexpectedAnswer("not HTTP/1.1");
    }
    return Integer.parseInt(head.substring(9, 12));
  }

  private Optional<byte[]> body(String head, int status, int start) {
    if (status == 204 || status == 304) {
      return whole(start, 0);
    }
    int line = head.indexOf("\r\n") + 2;
    while (line < head.length()) {
      int end = head.indexOf("\r\n", line);
      if (Answer.isNamed(head, line, "Content-Length")) {
        String digits = head.substring(line + "Content-Length:".length(), end).strip();
        return whole(start, Integer.parseInt(digits));
      }
      if (Answer.isNamed(head, line, "Transfer-Encoding")) {
        return chunked(start);
      }
      line = end + 2;
    }
    throw new UnexpectedAnswer("an answer without a length: status " + status);
  }

  private Optional<byte[]> whole(int start, int size) {
    if (length < start + size) {
      return Optional.empty();
    }
    if (length > start + size) {
      throw new UnexpectedAnswer("more bytes than the answer holds");
    }
    return Optional.of(Arrays.copyOfRange(buffer, start, start + size));
  }

  private Optional<byte[]> chunked(int start) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = start;
    while (true) {
      int end = lineEnd(at);
      if (end < 0) {
        return Optional.empty();
      }
      String line = new String(buffer, at, end - at, StandardCharsets.US_ASCII);
      int extension = line.indexOf(';');
      int size =
          Integer.parseInt((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
      int data = end + 2;
      if (length < data + size + 2) {
        return Optional.empty();
      }
      if (size == 0) {
        return Optional.of(body.toByteArray());
      }
      body.write(buffer, data, size);
      at = data + size + 2;
    }
  }

  private int lineEnd(int from) {
    for (int i = from; i + 1 < length; i++) {
      if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
