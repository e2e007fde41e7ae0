package io.consilium.verifier.summary.internal;

import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Citation;
import io.consilium.api.verifier.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks that quotations occur word for word, and that every mark in the text has a citation. */
final class CitationCheck {
  private static final Pattern MARK = Pattern.compile("\\[\\d{1,4}\\]");
  private static final int SHOWN = 80;

  private CitationCheck() {}

  static List<Finding> faults(Report report, Sources sources) {
    List<Finding> faults = new ArrayList<>();
    boolean texts = !sources.documents().isEmpty() || sources.page().isPresent();
    for (Citation citation : report.citations()) {
      if (texts && !sources.says(citation.quote())) {
        faults.add(
            new Finding(
                "not-verbatim",
                "The quotation "
                    + citation.mark()
                    + " \""
                    + shortened(citation.quote())
                    + "\" does not stand so in any document."));
      }
    }
    faults.addAll(strayMarks(report));
    return faults;
  }

  private static List<Finding> strayMarks(Report report) {
    if (report.citations().isEmpty()) {
      return List.of();
    }
    Set<String> known = report.citations().stream().map(Citation::mark).collect(Collectors.toSet());
    Set<String> stray = new TreeSet<>();
    report.sections().stream()
        .flatMap(section -> section.paragraphs().stream())
        .forEach(
            paragraph -> {
              Matcher m = MARK.matcher(paragraph);
              while (m.find()) {
                if (!known.contains(m.group())) {
                  stray.add(m.group());
                }
              }
            });
    return stray.stream()
        .map(mark -> new Finding("stray-mark", "The mark " + mark + " cites nothing."))
        .toList();
  }

  private static String shortened(String quote) {
    return quote.length() <= SHOWN ? quote : quote.substring(0, SHOWN) + "...";
  }
}
