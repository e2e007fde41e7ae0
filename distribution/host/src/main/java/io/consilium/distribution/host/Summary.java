package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** A task's report in words, for a terminal. */
final class Summary {
  private static final int WIDTH = 96;

  private final List<String> lines = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  private final JsonNode outputs;

  private Summary(JsonNode outputs) {
    this.outputs = outputs;
  }

  /**
   * Puts a report into words.
   *
   * @param explain true if every decision is told
   */
  static String of(JsonNode report, boolean explain) {
    Summary summary = new Summary(report.path("answer").path("outputs"));
    summary.headline(report);
    summary
        .outputs
        .fields()
        .forEachRemaining(output -> summary.output(output.getKey(), output.getValue()));
    summary.others();
    summary.verdicts(report.path("verdicts"));
    summary.halt(report.path("halt"));
    if (explain) {
      summary.trace(report.path("trace"));
    }
    return String.join("\n", summary.lines);
  }

  private void headline(JsonNode report) {
    JsonNode answer = report.path("answer");
    String status =
        switch (report.path("status").asText()) {
          case "answered" ->
              report.path("halt").path("reason").asText().equals("VERIFIED")
                  ? "ANSWERED, verified"
                  : "ANSWERED, not verified";
          case "best-effort" -> "BEST EFFORT, not verified";
          case "refused" -> "REFUSED";
          default -> "FAILED";
        };
    lines.add(
        String.format(
            Locale.ROOT,
            "%s  %s  task %s  %d records  %.1f s",
            report.path("pipeline").asText(),
            status,
            report.path("task").asText(),
            report.path("records").asInt(),
            report.path("millis").asLong() / 1000.0));
    if (answer.hasNonNull("message")) {
      wrap("  ", answer.path("message").asText());
    }
    answer.path("missing").forEach(missing -> wrap("  ! ", missing.asText()));
    if (!answer.path("masked").isEmpty()) {
      List<String> masked = new ArrayList<>();
      answer.path("masked").forEach(path -> masked.add(path.asText()));
      wrap("  ! ", "Masked by a policy rule: " + String.join(", ", masked) + ".");
    }
    for (JsonNode vain : report.path("unsolved")) {
      if (!vain.path("message").asText().equals(answer.path("message").asText())) {
        wrap(
            "  - ",
            place(vain) + vain.path("subgoal").asText() + ": " + vain.path("message").asText());
      }
    }
  }

  private static String place(JsonNode node) {
    String path = node.path("path").asText();
    return path.isEmpty() ? "" : path + " > ";
  }

  private void output(String name, JsonNode value) {
    if (GridText.isGrid(value) || GridText.isSolution(value)) {
      head(name, GridText.title(value));
      lines.addAll(
          LogicText.isAnswer(value, outputs)
              ? LogicText.lines(value, outputs)
              : GridText.lines(value));
    } else if (value.has("points") && value.has("method")) {
      forecast(name, value);
    } else if (value.has("label") && value.has("sentences")) {
      sentiment(name, value);
    } else if (value.has("sections")) {
      report(value);
    } else if (value.has("columns") && value.has("rows")) {
      head(name, value.path("title").asText());
      lines.add(
          "  a table of "
              + value.path("rows").size()
              + " rows and "
              + value.path("columns").size()
              + " columns");
    } else if (value.isTextual()) {
      head(name, "");
      wrap("  ", value.asText());
    } else {
      others.add(name);
    }
  }

  private void others() {
    if (!others.isEmpty()) {
      lines.add("");
      wrap("also in answer.json: ", String.join(", ", others));
    }
  }

  private void head(String name, String title) {
    lines.add("");
    lines.add(title.isBlank() ? name : name + ": " + title);
  }

  private void forecast(String name, JsonNode forecast) {
    JsonNode history = forecast.path("history");
    String unit = history.path("unit").asText();
    head(
        name,
        history.path("name").asText()
            + (unit.isEmpty() ? "" : " (" + unit + ")")
            + ", by "
            + forecast.path("method").asText()
            + " from "
            + history.path("observations").size()
            + " periods");
    lines.add(
        String.format("  %-14s %14s   %14s .. %-14s", "period", "forecast", "95 % from", "to"));
    for (JsonNode point : forecast.path("points")) {
      lines.add(
          String.format(
              "  %-14s %14s   %14s .. %-14s",
              point.path("period").asText(),
              number(point.path("mean")),
              number(point.path("lower95")),
              number(point.path("upper95"))));
    }
    history
        .path("excluded")
        .forEach(
            left ->
                wrap(
                    "  left out: ",
                    left.path("label").asText() + ", " + left.path("reason").asText()));
  }

  private static String number(JsonNode value) {
    double number = value.asDouble();
    int digits = Math.abs(number) >= 1000 ? 0 : Math.abs(number) >= 10 ? 1 : 3;
    return String.format(Locale.ROOT, "%,." + digits + "f", number);
  }

  private void sentiment(String name, JsonNode sentiment) {
    head(name, "");
    lines.add(
        String.format(
            Locale.ROOT,
            "  %s (%+.2f), %d sentences",
            sentiment.path("label").asText().toLowerCase(Locale.ROOT),
            sentiment.path("score").asDouble(),
            sentiment.path("sentences").size()));
  }

  private void report(JsonNode report) {
    lines.add("");
    lines.add(report.path("title").asText());
    for (JsonNode section : report.path("sections")) {
      if (!section.path("heading").asText().isBlank()) {
        lines.add("  " + section.path("heading").asText());
      }
      section.path("paragraphs").forEach(paragraph -> wrap("    ", paragraph.asText()));
    }
  }

  private void verdicts(JsonNode verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("checks");
    for (JsonNode verdict : verdicts) {
      String word = verdict.path("verdict").asText();
      String mark =
          switch (word) {
            case "accepted" -> "✓";
            case "rejected" -> "✗";
            case "undecided" -> "?";
            default -> "!";
          };
      String why =
          word.equals("accepted")
              ? ""
              : ": " + verdict.path("findings").path(0).path("message").asText();
      wrap(
          "  " + mark + " ",
          place(verdict)
              + verdict.path("check").asText()
              + " ("
              + verdict.path("verifier").asText()
              + (verdict.path("required").asBoolean() ? ", required" : "")
              + ") "
              + word
              + why);
    }
  }

  private void halt(JsonNode halt) {
    String held =
        String.join(
            ", ",
            StreamSupport.stream(halt.path("conditions").spliterator(), false)
                .filter(condition -> condition.path("held").asBoolean())
                .map(condition -> condition.path("reason").asText())
                .toList());
    lines.add("");
    lines.add(
        "halted for "
            + halt.path("reason").asText()
            + (held.isEmpty() ? "" : " (held: " + held + ")"));
  }

  private void trace(JsonNode trace) {
    lines.add("");
    lines.add("decisions");
    for (JsonNode step : trace) {
      lines.add(
          String.format(
              "  %6s %s%s%s",
              step.path("sequence").asText(),
              "  ".repeat(step.path("level").asInt()),
              step.path("path").asText().isEmpty() ? "" : step.path("path").asText() + " > ",
              step.path("line").asText()));
    }
  }

  private void wrap(String lead, String text) {
    String indent = " ".repeat(lead.length());
    StringBuilder line = new StringBuilder(lead);
    for (String word : text.strip().split("\\s+")) {
      if (line.length() + word.length() > WIDTH && line.length() > lead.length()) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(indent);
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().stripTrailing());
  }
}
