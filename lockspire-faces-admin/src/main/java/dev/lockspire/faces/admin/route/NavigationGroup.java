package dev.lockspire.faces.admin.route;

import java.util.Locale;

/** Headings of the navigation, in their order. */
public enum NavigationGroup {
  ORIENT,
  CONFIGURE,
  SUPPORT,
  OPERATE;

  /** Key of its words in the message bundle. */
  public String textKey() {
    return "nav." + name().toLowerCase(Locale.ROOT);
  }
}
