package dev.lockspire.it.shop;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The frame of the shop's pages. */
final class ShopPage {
  private ShopPage() {}

  static void send(HttpServletResponse response, String body) throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    response
        .getWriter()
        .print(
            "<!doctype html><html lang=\"en\"><title>Shop</title><body>" + body + "</body></html>");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }
}
