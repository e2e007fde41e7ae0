package io.consilium.expert.nlp.internal.text;

import io.consilium.api.data.Report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists the numerals that stand in words taken from the data. Stateless. */
public final class Numerals {
  /** From a first digit to the last one without a space: {@code 1,234.5}, {@code 2024-Q3}. */
  private static final Pattern RUN = Pattern.compile("\\d(?:\\S*\\d)?");

  private static final Pattern FIRST =
      Pattern.compile("\\d+(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?");

  private Numerals() {}

  /** One figure a run of digits, with the value of its first numeral. */
  public static List<Figure> in(String words, String source) {
    List<Figure> figures = new ArrayList<>();
    Matcher run = RUN.matcher(words);
    while (run.find()) {
      Matcher first = FIRST.matcher(run.group());
      if (first.find()) {
        double value = Double.parseDouble(first.group().replace(",", ""));
        figures.add(new Figure(run.group(), value, source));
      }
    }
    return figures;
  }
}
