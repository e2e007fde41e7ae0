package io.consilium.distribution.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.distribution.evaluation.measure.Metric;
import io.consilium.distribution.evaluation.suites.Suite;
import java.util.Locale;

/** What a suite measured, as JSON, as a table for a terminal, and as Markdown. */
record Figures(String suite, Suite.Result result, double seconds) {

  String json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("suite", suite);
    node.put("count", result.count());
    ObjectNode metrics = node.putObject("metrics");
    result.metrics().forEach((name, metric) -> put(metrics.putObject(name), metric));
    node.put("seconds", Math.round(seconds * 1000) / 1000.0);
    ArrayNode references = node.putArray("reference");
    for (Suite.Reference reference : result.reference()) {
      references
          .addObject()
          .put("name", reference.name())
          .put("metric", reference.metric())
          .put("value", reference.value())
          .put("source", reference.source());
    }
    ArrayNode notes = node.putArray("notes");
    result.notes().forEach(notes::add);
    return node.toString();
  }

  /** JSON has no word for what is not a number: nothing measured is null. */
  private static void put(ObjectNode node, Metric metric) {
    node.put("value", finite(metric.value()));
    node.put("low", finite(metric.low())).put("high", finite(metric.high()));
    node.put("n", metric.n());
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    int width = result.metrics().keySet().stream().mapToInt(String::length).max().orElse(0);
    line(text, "%s: %d items in %.0f s%n%n", suite, result.count(), seconds);
    result
        .metrics()
        .forEach(
            (name, metric) ->
                line(
                    text,
                    "  %-" + width + "s  %8s   %s  n = %d%n",
                    name,
                    figure(metric.value()),
                    interval(metric, "[%s, %s]"),
                    metric.n()));
    for (Suite.Reference reference : result.reference()) {
      line(
          text,
          "%n  %s, %s: %s (%s)",
          reference.name(),
          reference.metric(),
          figure(reference.value()),
          reference.source());
    }
    text.append(System.lineSeparator());
    result.notes().forEach(note -> text.append("  ").append(note).append(System.lineSeparator()));
    return text.toString();
  }

  String markdown(String command) {
    StringBuilder text = new StringBuilder();
    line(text, "# Measured: %s%n%n", suite);
    line(text, "    %s%n%n%d items, %.0f s.%n%n", command, result.count(), seconds);
    text.append("| metric | value | 95 % interval | n |\n| --- | --- | --- | --- |\n");
    result
        .metrics()
        .forEach(
            (name, metric) ->
                line(
                    text,
                    "| `%s` | %s | %s | %d |%n",
                    name,
                    figure(metric.value()),
                    interval(metric, "%s to %s"),
                    metric.n()));
    if (!result.reference().isEmpty()) {
      text.append("\n| reference | metric | value | source |\n| --- | --- | --- | --- |\n");
    }
    for (Suite.Reference reference : result.reference()) {
      line(
          text,
          "| %s | %s | %s | %s |%n",
          reference.name(),
          reference.metric(),
          figure(reference.value()),
          reference.source());
    }
    text.append("\n");
    result.notes().forEach(note -> text.append("- ").append(note).append("\n"));
    return text.toString();
  }

  private static String figure(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return "-";
    }
    if (size >= 1e6 || (size > 0 && size < 1e-3)) {
      return String.format(Locale.ROOT, "%.2e", value)
          .replaceAll("e([-+]?)0*", "e$1")
          .replace("+", "");
    }
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.3f", value);
  }

  private static String interval(Metric metric, String form) {
    return metric.bounded()
        ? String.format(Locale.ROOT, form, figure(metric.low()), figure(metric.high()))
        : "";
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
