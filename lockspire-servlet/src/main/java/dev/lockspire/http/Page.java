package dev.lockspire.http;

/**
 * The frame of the library's own reference pages: one plain document, inline style under a nonce,
 * no external resource, readable on a phone, in light and dark.
 */
public final class Page {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1b2430;--mute:#5b6675;--paper:#f4f6f9;--card:#fff;
      --line:#dfe4ea;--accent:#1f5fd0;--on-accent:#fff}
      @media(prefers-color-scheme:dark){:root{--ink:#e7ecf3;--mute:#9aa6b5;--paper:#0f141b;
      --card:#182029;--line:#2b3642;--accent:#7aa8ff;--on-accent:#0b1420}}
      *{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;
      padding:1.25rem;background:var(--paper);color:var(--ink);
      font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
      main{width:100%;max-width:30rem;background:var(--card);border:1px solid var(--line);
      border-radius:14px;padding:clamp(1.25rem,5vw,2.25rem);overflow-wrap:anywhere}
      h1{font-size:1.35rem;line-height:1.25;margin:0 0 .75rem}p{margin:.5rem 0}
      .lead{font-size:1.05rem}.mute,dt{color:var(--mute)}dl{display:grid;gap:.15rem;margin:1rem 0 0;
      font-size:.9rem}dd{margin:0 0 .5rem}ul{padding-left:1.2rem}code{font-size:.9em}
      pre{overflow:auto;padding:.75rem;border:1px solid var(--line);border-radius:8px}
      .actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem}
      button,.button{font:inherit;font-weight:600;padding:.7rem 1.4rem;border-radius:9px;
      border:1px solid var(--line);background:transparent;color:var(--ink);cursor:pointer;
      text-decoration:none}
      button.primary{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
      :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
      """;

  private Page() {}

  /**
   * A whole document.
   *
   * @param title plain text, escaped here
   * @param nonce the nonce that the reply's policy allows
   * @param body trusted markup; every value in it already went through {@link #escape}
   */
  public static String document(String title, String nonce, String body) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>"
        + escape(title)
        + "</title><style nonce=\""
        + escape(nonce)
        + "\">"
        + STYLE
        + "</style></head><body><main>"
        + body
        + "</main></body></html>";
  }

  /** {@code text} made safe as HTML text and inside a double- or single-quoted attribute. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
