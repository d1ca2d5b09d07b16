package dev.lockspire.demo.web;

import dev.lockspire.demo.page.LocalPath;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** Where a browser goes after it signed in. */
public final class LoginDestination {
  /** What Lockspire's ids are made of; anything else would be a path of somebody's own. */
  private static final Pattern INTERACTION_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private final String mount;

  /**
   * @param mount path of the provider within this host
   */
  public LoginDestination(String mount) {
    this.mount = mount;
  }

  /** The waiting authorization, else the local page that asked for a login, else home. */
  public String of(HttpServletRequest request) {
    return of(
        request.getContextPath(),
        request.getParameter("interaction_id"),
        request.getParameter("return_to"));
  }

  String of(String contextPath, String interactionId, String returnTo) {
    if (interactionId != null && INTERACTION_ID.matcher(interactionId).matches()) {
      return contextPath + mount + "/interactions/" + interactionId;
    }
    return LocalPath.of(returnTo).map(LocalPath::value).orElse(contextPath + "/");
  }
}
