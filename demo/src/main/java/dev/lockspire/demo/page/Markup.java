package dev.lockspire.demo.page;

/**
 * HTML that a template made, with every value in it escaped. Only {@link Template} makes it, so
 * text from outside cannot pass for it.
 */
public final class Markup {
  private final String html;

  Markup(String html) {
    this.html = html;
  }

  public String html() {
    return html;
  }

  @Override
  public String toString() {
    return html;
  }
}
