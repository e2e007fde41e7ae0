package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Task;
import io.consilium.framework.engine.Run;
import java.util.List;

/**
 * Writes the report of a task that began and has no answer that may be shown, in the fields of
 * {@link TaskReport}: whoever counts one object a task finds one.
 */
final class FailedReport {
  private FailedReport() {}

  static ObjectNode of(Run run, List<Task.Input> inputs, String message) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("task", run.id().value());
    report.put("pipeline", run.pipeline());
    report.put("status", "failed");
    TaskReport.inputs(report, inputs);
    report.putObject("answer").put("message", message).putObject("outputs");
    report.putArray("verdicts");
    ObjectNode halt = report.putObject("halt");
    halt.put("reason", HaltReason.ERROR.name()).put("action", "refuse").putArray("conditions");
    report.put("records", 0).put("millis", 0).putNull("proof");
    return report;
  }
}
