package io.consilium.governance.auditor.internal;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of RFC 4180, safe to open in a spreadsheet: text that would be taken for a formula gets an
 * apostrophe before it (OWASP, "CSV Injection"). Pure.
 */
final class Csv {
  private static final String FORMULA = "=+-@|%\uff1d\uff0b\uff0d\uff20";

  private Csv() {}

  /** A row; numbers are written as they are, all else as text. */
  static String row(List<Object> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(Object value) {
    if (value instanceof Number number) {
      return number instanceof Double d && !Double.isFinite(d) ? "" : number.toString();
    }
    String foreign = value.toString();
    String first = foreign.strip();
    boolean formula =
        !first.isEmpty()
            && (FORMULA.indexOf(first.charAt(0)) >= 0 || Character.isISOControl(foreign.charAt(0)));
    String text = (formula ? "'" : "") + Plain.line(foreign);
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
