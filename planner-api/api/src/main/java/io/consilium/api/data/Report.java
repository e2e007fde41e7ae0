package io.consilium.api.data;

import java.util.List;
import java.util.Objects;

/**
 * A written summary whose every number and claim names its source.
 *
 * @param title of the report
 * @param sections in order
 * @param figures every number that the text states
 * @param citations where statements come from, for texts
 */
public record Report(
    String title, List<Section> sections, List<Figure> figures, List<Citation> citations) {

  /** A heading and its paragraphs. */
  public record Section(String heading, List<String> paragraphs) {
    public Section {
      Objects.requireNonNull(heading, "heading");
      paragraphs = List.copyOf(paragraphs);
    }
  }

  /**
   * A number in the text.
   *
   * @param text as written, such as {@code 4.2 %}
   * @param value what it stands for
   * @param source where it is from, such as {@code history:2024-Q3}, {@code forecast:2025-Q1:mean}
   *     or {@code change:2023-Q3:2024-Q3}
   */
  public record Figure(String text, double value, String source) {
    public Figure {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(source, "source");
    }
  }

  /**
   * A quotation.
   *
   * @param mark as it stands in the text, such as {@code [2]}
   * @param document name of the document
   * @param quote the words, as they stand there
   */
  public record Citation(String mark, String document, String quote) {
    public Citation {
      Objects.requireNonNull(mark, "mark");
      Objects.requireNonNull(document, "document");
      Objects.requireNonNull(quote, "quote");
    }
  }

  public Report {
    Objects.requireNonNull(title, "title");
    sections = List.copyOf(sections);
    figures = List.copyOf(figures);
    citations = List.copyOf(citations);
  }
}
