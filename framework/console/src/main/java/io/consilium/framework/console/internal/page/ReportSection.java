package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Citation;
import io.consilium.api.data.Report.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * The written report: every figure says where it is from, every citation leads to its quotation.
 */
record ReportSection(Report report, int number) implements Section {

  /** What stands at a place of the text: a figure or a citation. */
  private record Mark(int at, String text, Figure figure, int citation) {}

  @Override
  public void write(Html html) {
    html.open("section", "class", "report", "aria-label", "Report");
    for (Report.Section section : report.sections()) {
      if (!section.heading().isBlank()) {
        html.element("h2", section.heading());
      }
      section.paragraphs().forEach(paragraph -> paragraph(html, paragraph));
    }
    citations(html);
    html.close("section");
  }

  private void paragraph(Html html, String text) {
    html.open("p");
    int at = 0;
    while (at < text.length()) {
      Mark mark = next(text, at);
      if (mark == null) {
        break;
      }
      html.text(text.substring(at, mark.at()));
      if (mark.figure() != null) {
        html.element(
            "data",
            mark.text(),
            "value",
            String.valueOf(mark.figure().value()),
            "title",
            "from " + mark.figure().source());
      } else {
        html.element("a", mark.text(), "href", "#" + anchor(mark.citation()), "class", "cite");
      }
      at = mark.at() + mark.text().length();
    }
    html.text(text.substring(at)).close("p");
  }

  /** The first mark from a place on; of two at the same place the longer one. */
  private Mark next(String text, int from) {
    List<Mark> marks = new ArrayList<>();
    for (Figure figure : report.figures()) {
      int at = whole(text, figure.text(), from);
      if (at >= 0) {
        marks.add(new Mark(at, figure.text(), figure, -1));
      }
    }
    for (int i = 0; i < report.citations().size(); i++) {
      String mark = report.citations().get(i).mark();
      int at = mark.isEmpty() ? -1 : text.indexOf(mark, from);
      if (at >= 0) {
        marks.add(new Mark(at, mark, null, i));
      }
    }
    return marks.stream()
        .min(
            java.util.Comparator.comparingInt(Mark::at)
                .thenComparing(mark -> -mark.text().length()))
        .orElse(null);
  }

  /** Where a figure stands by itself: 12 is not in 112 nor in 12.5. */
  private static int whole(String text, String figure, int from) {
    int at = figure.isEmpty() ? -1 : text.indexOf(figure, from);
    while (at >= 0) {
      int end = at + figure.length();
      boolean begins = at == 0 || !partOfNumber(text.charAt(at - 1));
      boolean ends =
          end == text.length()
              || !Character.isDigit(text.charAt(end))
                  && !(partOfNumber(text.charAt(end))
                      && end + 1 < text.length()
                      && Character.isDigit(text.charAt(end + 1)));
      if (begins && ends) {
        return at;
      }
      at = text.indexOf(figure, at + 1);
    }
    return -1;
  }

  private static boolean partOfNumber(char c) {
    return Character.isDigit(c) || c == '.' || c == ',';
  }

  private void citations(Html html) {
    if (report.citations().isEmpty()) {
      return;
    }
    html.element("h2", "Sources").open("ol", "class", "citations");
    for (int i = 0; i < report.citations().size(); i++) {
      Citation citation = report.citations().get(i);
      html.open("li", "id", anchor(i))
          .element("span", citation.mark(), "class", "cite")
          .text(" ")
          .element("cite", citation.document())
          .text(" ")
          .element("q", citation.quote())
          .close("li");
    }
    html.close("ol");
  }

  private String anchor(int citation) {
    return "source-" + number + "-" + (citation + 1);
  }
}
