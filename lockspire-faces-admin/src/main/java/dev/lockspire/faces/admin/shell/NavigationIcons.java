package dev.lockspire.faces.admin.shell;

import java.util.Map;

/** Pictures of the navigation's entries: strokes in a square of 24, drawn by the page. */
final class NavigationIcons {
  /** For an entry that has none of its own. */
  private static final String PLAIN = "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8z";

  private static final Map<String, String> ICONS =
      Map.of(
          "overview", "M4 4h7v7H4zM13 4h7v4h-7zM13 10h7v10h-7zM4 13h7v7H4z",
          "clients", "M3 5h18v14H3zM3 9.5h18M6.2 7.2h.1M9.2 7.2h.1",
          "policies", "M12 3l8 3v6c0 5-3.4 8-8 9c-4.6-1-8-4-8-9V6zM8.5 12l2.5 2.5l4.5-5",
          "keys", "M8 11a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9zM11.3 12.3L20 3.6M16 7.6l3 3",
          "refusals", "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17zM6 6l12 12",
          "tokens",
              "M3 7h18v3a2 2 0 0 0 0 4v3H3v-3a2 2 0 0 0 0-4zM14.5 7.5v2M14.5 14.5v2M14.5 11v2",
          "consents",
              "M9 4a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7zM2.5 20c.4-4 3-6 6.5-6s6.1 2 6.5 6"
                  + "M15.5 9l2.2 2.2L22 6.7",
          "interactions", "M4 8h15M15.5 4.5L19 8l-3.5 3.5M20 16H5M8.5 12.5L5 16l3.5 3.5",
          "audit", "M6 3h8.5L19 7.5V21H6zM14 3v5h5M9.5 12.5h6M9.5 16.5h6",
          "health", "M3 12h4l2.5-7l5 14l2.5-7h4");

  private NavigationIcons() {}

  /** SVG path data of an entry, by its name. */
  static String of(String item) {
    return ICONS.getOrDefault(item, PLAIN);
  }
}
