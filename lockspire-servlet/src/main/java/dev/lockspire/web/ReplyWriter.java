package dev.lockspire.web;

import dev.lockspire.http.Reply;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Writes a {@link Reply} into the container's response. */
final class ReplyWriter {
  private ReplyWriter() {}

  static void write(Reply reply, HttpServletResponse response) throws IOException {
    response.setStatus(reply.status());
    Set<String> seen = new HashSet<>();
    for (Reply.Header header : reply.headers()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (name.equals("content-type")) {
        response.setContentType(header.value());
      } else if (seen.add(name) && !name.equals("set-cookie")) {
        // A filter of the host may have set its own: two frame or cache rules contradict.
        response.setHeader(header.name(), header.value());
      } else {
        response.addHeader(header.name(), header.value());
      }
    }
    byte[] body = reply.body();
    if (!seen.contains("content-length") && reply.status() != 304) {
      response.setContentLength(body.length);
    }
    if (body.length > 0) {
      response.getOutputStream().write(body);
    }
  }
}
