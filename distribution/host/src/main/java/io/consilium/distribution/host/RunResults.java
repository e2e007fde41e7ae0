package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shows what comes of the tasks of one run and keeps the worst of it. Every task that began is
 * shown once, also if the host is lost on the way. Used by one thread.
 */
final class RunResults {
  private final Terminal terminal;
  private final String pipeline;
  private final Path out;
  private final Form form;
  private final Map<String, Integer> underWay = new LinkedHashMap<>();
  private final Waits waits = new Waits();
  private int worst = ExitCode.ANSWERED;
  private boolean done;
  private OutputFiles output;

  /**
   * How results are shown.
   *
   * @param json as one JSON object a task
   * @param explain with every decision
   * @param files whether they come of several files
   */
  record Form(boolean json, boolean explain, boolean files) {}

  /**
   * @param out where the files go; null for the default
   */
  RunResults(Terminal terminal, String pipeline, Path out, Form form) {
    this.terminal = terminal;
    this.pipeline = pipeline;
    this.out = out;
    this.form = form;
  }

  /** Takes an event of a task that is under way; one without a task's id is of none. */
  void began(JsonNode event) {
    String task = event.path("task").asText();
    if (!task.isEmpty()) {
      underWay.merge(task, 1, Integer::sum);
      waits.take(event);
    }
  }

  /** Shows a result event. */
  void take(JsonNode event) {
    JsonNode report = event.path("report");
    underWay.remove(report.path("task").asText());
    boolean failed = report.path("status").asText().equals("failed");
    boolean many = event.has("line") && event.path("tasks").asInt(1) > 1;
    String files = failed || (many && out == null) ? "" : write(event);
    if (event.has("line") && (form.json() || many)) {
      worst = ExitCode.worse(worst, ExitCode.of(report.path("status").asText()));
      JsonNode line = event.path("line");
      terminal.result(form.json() ? line.toString() : LineText.of(line, form.files()));
    } else {
      show(report, files);
    }
  }

  /** The host has said everything. */
  void done() {
    done = true;
  }

  /** The host ended the run with a complaint, which has been said. */
  void failed(int code) {
    worst = ExitCode.worse(worst, code);
    done = true;
  }

  /** Shows what was lost; returns the exit code. */
  int end(Path log) {
    if (!done) {
      terminal.say("The host ended before its work was done. Maybe see " + log + ".");
      worst = ExitCode.worse(worst, ExitCode.OUR_FAULT);
    }
    underWay.forEach((task, records) -> show(lost(task, records), ""));
    return worst;
  }

  private ObjectNode lost(String task, int records) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("task", task).put("pipeline", pipeline).put("status", "failed").putArray("inputs");
    report
        .putObject("answer")
        .put(
            "message",
            waits.has(task)
                ? Waits.GO_ON
                : "The host ended before the task did. Maybe run it again.")
        .putObject("outputs");
    report.putArray("verdicts");
    report.putObject("halt").put("reason", "ERROR").put("action", "refuse").putArray("conditions");
    return report.put("records", records).put("millis", 0);
  }

  private void show(JsonNode report, String files) {
    worst = ExitCode.worse(worst, ExitCode.of(report.path("status").asText()));
    terminal.result(
        form.json() ? report.toString() : Summary.of(report, form.explain()) + "\n" + files);
  }

  private String write(JsonNode event) {
    JsonNode report = event.path("report");
    if (out == null && form.json()) {
      return "";
    }
    if (out == null) {
      output = new OutputFiles(Path.of("consilium-out", report.path("task").asText()), false);
    } else if (output == null) {
      output = new OutputFiles(out, event.path("tasks").asInt(1) > 1);
    }
    return "\nwritten to " + output.write(report, event.path("html").asText()) + "\n";
  }
}
