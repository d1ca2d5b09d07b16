package dev.lockspire.faces.admin.web;

import dev.lockspire.faces.admin.text.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page that needs no Faces: for people who may not come in, and for when Faces fails. */
enum PlainPage {
  REFUSED(HttpServletResponse.SC_FORBIDDEN, "refused"),
  FORGED(HttpServletResponse.SC_FORBIDDEN, "forged"),
  EXPIRED(HttpServletResponse.SC_FORBIDDEN, "expired"),
  FAILED(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "failed");

  private final int status;
  private final String key;

  PlainPage(int status, String key) {
    this.status = status;
    this.key = key;
  }

  /**
   * @param base path of the console as the browser sees it
   */
  void send(HttpServletRequest request, HttpServletResponse response, String base)
      throws IOException {
    Texts texts = Texts.in(Texts.best(request.getLocales()));
    ConsoleHeaders.ofPage(response);
    response.setStatus(status);
    response.setContentType("text/html;charset=UTF-8");
    response
        .getWriter()
        .write(
            """
            <!DOCTYPE html>
            <html lang="%1$s">
            <head>
            <meta charset="UTF-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%2$s · Lockspire</title>
            <link rel="stylesheet" href="%5$s">
            </head>
            <body class="ls-plain">
            <main>
            <img class="ls-plain-mark" src="%6$s" alt="" width="40" height="40">
            <h1>%2$s</h1>
            <p>%3$s</p>
            <p><a class="ls-button" href="%4$s">%7$s</a></p>
            </main>
            </body>
            </html>
            """
                .formatted(
                    texts.locale().getLanguage(),
                    texts.get("plain." + key + ".title"),
                    texts.get("plain." + key + ".text"),
                    this == REFUSED ? request.getContextPath() + "/" : base + "/",
                    base + Assets.shipped().path("console.css"),
                    base + Assets.shipped().path("mark.svg"),
                    texts.get(this == REFUSED ? "plain.home" : "plain.overview")));
  }
}
