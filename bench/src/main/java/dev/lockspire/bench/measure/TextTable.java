package dev.lockspire.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** A table that reads the same in a terminal and as Markdown. */
public final class TextTable {
  private final List<String> titles;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(String... titles) {
    this.titles = List.of(titles);
  }

  public void row(String... cells) {
    if (cells.length != titles.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells do not fit " + titles.size() + " columns");
    }
    rows.add(List.of(cells));
  }

  /** The first column is text and stands left, the others are figures and stand right. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(text, titles);
    text.append('|');
    for (int column = 0; column < titles.size(); column++) {
      text.append('-').append("-".repeat(width(column))).append(column == 0 ? "-|" : ":|");
    }
    text.append('\n');
    rows.forEach(row -> line(text, row));
    return text.toString();
  }

  private void line(StringBuilder text, List<String> cells) {
    text.append('|');
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String space = " ".repeat(width(column) - cell.length());
      text.append(' ').append(column == 0 ? cell + space : space + cell).append(" |");
    }
    text.append('\n');
  }

  private int width(int column) {
    int width = titles.get(column).length();
    for (List<String> row : rows) {
      width = Math.max(width, row.get(column).length());
    }
    return width;
  }
}
