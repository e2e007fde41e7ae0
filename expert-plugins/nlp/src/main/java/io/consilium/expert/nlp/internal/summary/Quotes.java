package io.consilium.expert.nlp.internal.summary;

import io.consilium.api.data.Report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists the numerals that stand in words taken from a document. Stateless. */
final class Quotes {
  private static final Pattern NUMERAL =
      Pattern.compile("\\d+(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?");

  private Quotes() {}

  static List<Figure> figures(Iterable<String> quoted) {
    List<Figure> figures = new ArrayList<>();
    for (String quote : quoted) {
      Matcher numeral = NUMERAL.matcher(quote);
      while (numeral.find()) {
        double value = Double.parseDouble(numeral.group().replace(",", ""));
        Figure figure = new Figure(numeral.group(), value, "page:quote");
        if (!figures.contains(figure)) {
          figures.add(figure);
        }
      }
    }
    return figures;
  }
}
