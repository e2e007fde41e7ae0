package io.consilium.expert.nlp.internal.report;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Forecast.MethodScore;
import io.consilium.api.data.Report.Figure;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Observation;
import io.consilium.expert.nlp.internal.text.Numerals;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns numbers into words for a report and keeps the list of every numeral that was handed out,
 * with its exact value and its source. One report, one thread.
 */
final class Figures {
  private static final Pattern FIRST_NUMBER = Pattern.compile("\\d+");

  private final Forecast forecast;
  private final Measure measure;
  private final Numbers seen;
  private final Numbers foreseen;
  private final Set<Figure> stated = new LinkedHashSet<>();

  Figures(Forecast forecast) {
    this.forecast = forecast;
    this.measure = new Measure(forecast.history().unit());
    this.seen = Numbers.like(forecast.history().values());
    this.foreseen = Numbers.from(forecast.history().values());
  }

  Series history() {
    return forecast.history();
  }

  Forecast forecast() {
    return forecast;
  }

  boolean inPercent() {
    return measure.isPercent();
  }

  List<Figure> stated() {
    return List.copyOf(stated);
  }

  private String state(String text, double value, String source) {
    stated.add(new Figure(text, value, source));
    return text;
  }

  private String amount(double value, String source) {
    Numbers numbers = source.startsWith("forecast:") ? foreseen : seen;
    return measure.with(state(numbers.of(value), value, source));
  }

  /** The value of a period on the page. */
  String value(Observation observation) {
    return amount(observation.value(), "history:" + observation.period());
  }

  String highest(Observation observation) {
    return amount(observation.value(), "max:history");
  }

  String lowest(Observation observation) {
    return amount(observation.value(), "min:history");
  }

  /** The change in per cent, without its sign, which the sentence says in words. */
  String change(Observation from, Observation to) {
    double percent = Changes.percent(from.value(), to.value());
    String text = Numbers.fixed(Math.abs(percent), 1) + " %";
    return state(text, percent, "change:" + from.period() + ":" + to.period());
  }

  String mean(ForecastPoint point) {
    return amount(point.mean(), "forecast:" + point.period() + ":mean");
  }

  /** "80 % interval from 1 to 2". */
  String interval80(ForecastPoint point) {
    return coverage(80) + range(point.period(), point.lower80(), point.upper80(), "80");
  }

  String interval95(ForecastPoint point) {
    return coverage(95) + range(point.period(), point.lower95(), point.upper95(), "95");
  }

  /** The nominal coverage of an interval. */
  String coverage(int percent) {
    return state(percent + " %", percent, "interval:" + percent);
  }

  private String range(String period, double lower, double upper, String which) {
    String source = "forecast:" + period + ":";
    return " interval from "
        + amount(lower, source + "lower" + which)
        + " to "
        + amount(upper, source + "upper" + which);
  }

  /** A period as labelled in the data. */
  String period(String label) {
    Matcher number = FIRST_NUMBER.matcher(label);
    if (number.find()) {
      state(label, Double.parseDouble(number.group()), "period");
    }
    return history().frequency() == Series.Frequency.OTHER ? "period " + label : label;
  }

  String count() {
    int count = history().observations().size();
    return state(Integer.toString(count), count, "count:history");
  }

  /** How many periods ahead the forecast looks. */
  String horizon() {
    int horizon = forecast.points().size();
    return Numbers.hasWord(horizon)
        ? Numbers.word(horizon)
        : state(Integer.toString(horizon), horizon, "horizon");
  }

  String mase(MethodScore score) {
    return score(score, "mase", score.mase(), 2);
  }

  String smape(MethodScore score) {
    return score(score, "smape", score.smape(), 1) + " %";
  }

  String origins(MethodScore score) {
    return score(score, "origins", score.origins(), 0);
  }

  private String score(MethodScore score, String part, double value, int decimals) {
    return state(Numbers.fixed(value, decimals), value, "score:" + score.method() + ":" + part);
  }

  String excluded(Series.Excluded excluded) {
    return amount(excluded.value(), "excluded:" + excluded.label());
  }

  String sentiment(String part, double value, int decimals) {
    return state(Numbers.fixed(value, decimals), value, "sentiment:" + part);
  }

  /** Words of the page, in quotation marks. */
  String quote(String words) {
    return "“" + numeralsOf(words, "page:quote") + "”";
  }

  /** The title of the page, without quotation marks. */
  String title(String words) {
    return numeralsOf(words, "page:quote");
  }

  /** A name out of the data: of the series, of a method. */
  String name(String name) {
    return numeralsOf(name, "name");
  }

  private String numeralsOf(String words, String source) {
    stated.addAll(Numerals.in(words, source));
    return words;
  }
}
