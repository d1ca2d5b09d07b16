package dev.lockspire.bench.run;

import dev.lockspire.bench.measure.Figures;
import dev.lockspire.bench.measure.Statements;
import dev.lockspire.bench.measure.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of the table.
 *
 * @param statements empty where there is no database
 * @param aim 0 for none
 */
record Row(
    String name, int connections, Figures figures, Optional<Statements> statements, double aim) {

  static String table(List<Row> rows) {
    TextTable table =
        new TextTable(
            "unit of work",
            "conn.",
            "units/s",
            "p50 ms",
            "p99 ms",
            "CPU ms server",
            "CPU ms PostgreSQL",
            "CPU ms both",
            "aim",
            "SQL",
            "BEGIN/COMMIT",
            "JIT",
            "others' CPU");
    rows.forEach(row -> row.addTo(table));
    return table.toString();
  }

  private void addTo(TextTable table) {
    table.row(
        name,
        connections == 0 ? "" : Integer.toString(connections),
        figure("%.0f", figures.perSecond()),
        figure("%.2f", figures.p50()),
        figure("%.2f", figures.p99()),
        figure("%.3f", figures.serverCpu()),
        figure("%.3f", figures.databaseCpu()),
        figure("%.3f", figures.cpu()),
        aim == 0 ? "" : figure("%.2f", aim),
        statements.map(all -> figure("%.2f", all.perUnit())).orElse(""),
        statements.map(all -> figure("%.2f", all.controlPerUnit())).orElse(""),
        figure("%.0f %%", figures.compiler() * 100),
        figure("%.0f %%", figures.others() * 100));
  }

  private static String figure(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }
}
