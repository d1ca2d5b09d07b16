package dev.lockspire.faces.admin.page;

/** A list that can be taken along as a file, as it is filtered. */
public interface Exportable {

  /**
   * Sends it in place of a page; whoever asked is written down.
   *
   * @param format {@code CSV} or {@code JSON}
   */
  void export(String format);
}
