package io.consilium.distribution.evaluation.pages;

import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.distribution.evaluation.pages.Content.Judged;
import io.consilium.distribution.evaluation.pages.Content.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a reader should find on a page.
 *
 * @param seed that the page was drawn from
 * @param source where its numbers are from
 * @param layout what stands where
 * @param tableForm how the series stands in the table; empty if there is no table
 * @param chartKind how it is drawn; empty if there is no chart
 * @param measure what is measured
 * @param unit as printed
 * @param series the complete periods, values as printed
 * @param excluded labels of printed periods that are not complete
 * @param next what really came next, as far as it is known
 * @param nextPeriods the first periods that a forecast should name
 * @param table header and rows, as printed; empty if there is none
 * @param chart what is plotted; empty if there is no chart
 * @param printed whether every value stands on the page in digits
 * @param tolerance half of the last printed digit
 * @param axisSpan length of the value axis; 0 without a chart
 * @param sentiment of the commentary
 * @param sentences with their own labels
 * @param damage what was done to the picture
 */
public record PageTruth(
    int seed,
    String source,
    String layout,
    String tableForm,
    String chartKind,
    String measure,
    String unit,
    Frequency frequency,
    List<Observation> series,
    List<String> excluded,
    List<Observation> next,
    List<String> nextPeriods,
    List<List<String>> table,
    List<Plotted> chart,
    boolean printed,
    double tolerance,
    double axisSpan,
    Sentiment.Label sentiment,
    List<Sentence> sentences,
    Damage damage) {

  /** One plotted series. */
  public record Plotted(String name, List<String> labels, List<Double> values) {}

  /** One sentence of the commentary. */
  public record Sentence(String text, Sentiment.Label label) {}

  static PageTruth of(PageDesign design) {
    Content content = design.content();
    boolean chart = design.layout().hasChart();
    boolean table = design.layout().hasTable();
    ChartData data = ChartData.of(content);
    Axis axis = new ChartBlock(data, design.chart(), design.look(), content.style()).axis();
    Period last = content.periods().get(content.length() - 1);
    return new PageTruth(
        design.seed(),
        content.source(),
        design.layout().name(),
        table ? design.form().name() : "",
        chart ? design.chart().kind().name() : "",
        content.measure().name(),
        content.measure().unit(),
        last.frequency(),
        observations(content.periods().get(0), content.values()),
        content.partial().map(Content.Partial::label).stream().toList(),
        observations(last.plus(1), content.future()),
        Stream.of(1, 2, 3, 4).map(step -> last.plus(step).canonical()).toList(),
        table ? rows(Sheet.of(content, design.form())) : List.of(),
        chart ? plotted(data) : List.of(),
        design.printed(),
        content.style().halfStep(),
        chart ? axis.span() : 0,
        content.tone(),
        sentences(content.paragraphs()),
        design.damage());
  }

  private static List<Observation> observations(Period first, double[] values) {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      observations.add(new Observation(first.plus(i).canonical(), values[i]));
    }
    return observations;
  }

  private static List<List<String>> rows(Sheet sheet) {
    return Stream.concat(Stream.of(sheet.header()), sheet.rows().stream()).toList();
  }

  private static List<Plotted> plotted(ChartData data) {
    List<Plotted> all = new ArrayList<>();
    for (Named one : data.series()) {
      List<Double> values = Arrays.stream(one.values()).boxed().toList();
      all.add(new Plotted(one.name(), data.categories().subList(0, values.size()), values));
    }
    return all;
  }

  private static List<Sentence> sentences(List<List<Judged>> paragraphs) {
    return paragraphs.stream()
        .flatMap(List::stream)
        .map(judged -> new Sentence(judged.text(), judged.label()))
        .toList();
  }
}
