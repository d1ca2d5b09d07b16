package dev.lockspire.faces.admin.overview;

import java.util.List;

/**
 * A picture of hours, drawn by the page as SVG of {@link #WIDTH} by {@link #HEIGHT} that stretches
 * to its place; every number in it is in the summary or the table as well.
 *
 * @param id unique on the page
 * @param summary what the picture shows, in a sentence
 * @param highest label of the top line; empty when there is nothing to draw
 * @param marks labels below, from left to right
 * @param legend the kinds, most frequent first
 * @param rows the hours in which anything was counted, latest first
 */
public record Chart(
    String id,
    String title,
    String summary,
    String highest,
    List<Bar> bars,
    List<String> marks,
    List<Kind> legend,
    List<Row> rows) {
  /** Hours shown. */
  public static final int HOURS = 48;

  static final int STEP = 10;
  static final int WIDTH = HOURS * STEP;
  static final int HEIGHT = 1000;

  public Chart {
    bars = List.copyOf(bars);
    marks = List.copyOf(marks);
    legend = List.copyOf(legend);
    rows = List.copyOf(rows);
  }

  /** Whether anything was counted. */
  public boolean isFilled() {
    return !bars.isEmpty();
  }

  public String viewBox() {
    return "0 0 " + WIDTH + " " + HEIGHT;
  }

  /**
   * One kind in one hour.
   *
   * @param style its kind's class in the style sheet
   * @param words what a pointer that rests on it is told
   */
  public record Bar(int x, int y, int width, int height, String style, String words) {}

  /** One kind and how much of it there was. */
  public record Kind(String name, String total, String style) {}

  /** One hour in words. */
  public record Row(String hour, String words) {}
}
