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
    if (Double.isFinite(metric.value())) {
      node.put("value", metric.value());
    } else {
      node.putNull("value");
    }
    node.put("low", metric.low()).put("high", metric.high()).put("n", metric.n());
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
                    "  %-" + width + "s  %8s   [%s, %s]  n = %d%n",
                    name,
                    figure(metric.value()),
                    figure(metric.low()),
                    figure(metric.high()),
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
                    "| `%s` | %s | %s to %s | %d |%n",
                    name,
                    figure(metric.value()),
                    figure(metric.low()),
                    figure(metric.high()),
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
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "-";
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
