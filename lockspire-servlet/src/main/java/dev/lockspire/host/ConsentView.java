package dev.lockspire.host;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Optional seam: draws the consent page in the host's look. Without it the library's reference page
 * is shown.
 *
 * <p>The library sends the result with its own headers: no framing, no caching, scripts and inline
 * styles only under {@code nonce}, style sheets and images also from the host's own origin. Every
 * value of the prompt must be escaped.
 */
@FunctionalInterface
public interface ConsentView {

  /**
   * @param nonce for {@code nonce} attributes of inline {@code style} and {@code script} elements
   * @return a whole HTML document
   */
  String render(HttpServletRequest request, ConsentPrompt prompt, String nonce);
}
