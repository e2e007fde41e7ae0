package io.consilium.verifier.summary.internal;

import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Citation;
import io.consilium.api.data.Report.Figure;
import io.consilium.api.data.Report.Section;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.verifier.Finding;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for numerals in a report that no listed figure, citation or period of the data accounts
 * for.
 *
 * @param numerals how many stand in the paragraphs
 * @param uncovered those that nothing accounts for
 */
record Coverage(int numerals, List<Finding> uncovered) {
  private static final Pattern MARK = Pattern.compile("\\[\\d{1,4}(?:, ?\\d{1,4})*\\]");
  private static final int AROUND = 30;

  static Coverage of(Report report, Sources sources) {
    Set<String> known = new LinkedHashSet<>();
    report.figures().stream().map(Figure::text).forEach(known::add);
    report.citations().stream().map(Citation::mark).forEach(known::add);
    report.citations().stream().map(Citation::quote).forEach(known::add);
    sources.forecast().stream()
        .flatMap(f -> f.history().observations().stream())
        .map(Observation::period)
        .forEach(known::add);
    sources.forecast().stream()
        .flatMap(f -> f.points().stream())
        .map(ForecastPoint::period)
        .forEach(known::add);
    int numerals = 0;
    List<Finding> uncovered = new ArrayList<>();
    for (Section section : report.sections()) {
      for (String paragraph : section.paragraphs()) {
        BitSet covered = covered(paragraph, known, report);
        for (Numeral numeral : Numeral.in(paragraph)) {
          numerals++;
          if (covered.nextClearBit(numeral.start()) < numeral.end()) {
            uncovered.add(finding(paragraph, numeral, section.heading()));
          }
        }
      }
    }
    return new Coverage(numerals, uncovered);
  }

  private static BitSet covered(String paragraph, Set<String> known, Report report) {
    BitSet covered = new BitSet(paragraph.length());
    for (String text : known) {
      int at = text.isEmpty() ? -1 : paragraph.indexOf(text);
      while (at >= 0) {
        if (whole(paragraph, at, at + text.length())) {
          covered.set(at, at + text.length());
        }
        at = paragraph.indexOf(text, at + 1);
      }
    }
    Matcher m = MARK.matcher(paragraph);
    while (m.find() && !report.citations().isEmpty()) {
      covered.set(m.start(), m.end());
    }
    return covered;
  }

  /** "2" in "12" or in "2.5" is not the figure 2. */
  private static boolean whole(String text, int start, int end) {
    boolean before =
        start > 0
            && Character.isDigit(text.charAt(start))
            && (Character.isDigit(text.charAt(start - 1))
                || (start > 1
                    && ".,".indexOf(text.charAt(start - 1)) >= 0
                    && Character.isDigit(text.charAt(start - 2))));
    boolean after =
        end < text.length()
            && Character.isDigit(text.charAt(end - 1))
            && (Character.isDigit(text.charAt(end))
                || (end + 1 < text.length()
                    && ".,".indexOf(text.charAt(end)) >= 0
                    && Character.isDigit(text.charAt(end + 1))));
    return !before && !after;
  }

  private static Finding finding(String paragraph, Numeral numeral, String heading) {
    int from = Math.max(0, numeral.start() - AROUND);
    int to = Math.min(paragraph.length(), numeral.end() + AROUND);
    return new Finding(
        "no-source",
        "The number "
            + numeral.text()
            + " in \"..."
            + paragraph.substring(from, to)
            + "...\" ("
            + heading
            + ") has no source in the data.");
  }
}
