package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.Proof;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Checked;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Task;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.json.Json;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes how a task ended as the JSON that scripts read. Its fields are a contract. */
final class TaskReport {
  /** A larger content is named, not written. */
  private static final long INLINE_BYTES = 8L << 20;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TaskReport() {}

  /** The whole report. */
  static ObjectNode of(TaskOutcome outcome, Optional<Proof> proof) {
    Task task = outcome.carry().task();
    ObjectNode report = NODES.objectNode();
    report.put("task", task.id().value());
    report.put("pipeline", task.pipeline());
    report.put("status", status(outcome.answer()));
    inputs(report, task.inputs());
    ObjectNode answer = answer(outcome.answer());
    masked(answer, outcome.entries());
    report.set("answer", answer);
    report.set("verdicts", verdicts(outcome.carry()));
    report.set("unsolved", Unsolved.of(outcome.carry()));
    report.set("halt", halt(outcome.halt(), outcome.answer()));
    report.put("records", outcome.entries().size());
    report.put("millis", outcome.millis());
    report.put("seed", Long.toString(task.seed()));
    report.put("proof", proof.map(Proof::text).orElse(null));
    report.set("trace", trace(outcome.entries()));
    return report;
  }

  static void inputs(ObjectNode report, List<Task.Input> given) {
    ArrayNode inputs = report.putArray("inputs");
    given.forEach(input -> inputs.addObject().put("role", input.name()).put("name", input.label()));
  }

  private static String status(Answer answer) {
    if (answer instanceof Answer.Answered) {
      return "answered";
    }
    return answer instanceof Answer.BestEffort ? "best-effort" : "refused";
  }

  private static ObjectNode answer(Answer answer) {
    ObjectNode node = NODES.objectNode();
    ObjectNode outputs = node.putObject("outputs");
    new TreeMap<>(answer.outputs()).forEach((name, list) -> outputs.set(name, values(list)));
    if (answer instanceof Answer.BestEffort best) {
      ArrayNode missing = node.putArray("missing");
      best.missing().forEach(missing::add);
    } else if (answer instanceof Answer.Refused refused) {
      node.put("message", refused.message());
    }
    return node;
  }

  /** What policy kept back of it, or of what it holds. */
  private static void masked(ObjectNode answer, List<Entry> entries) {
    List<String> masked = List.of();
    for (Entry entry : entries) {
      if (entry.record().body() instanceof Body.PolicyEvaluated ruled
          && ruled.point() == PolicyPoint.BEFORE_ANSWER) {
        masked = ruled.masked();
      }
    }
    if (!masked.isEmpty()) {
      ArrayNode paths = answer.putArray("masked");
      masked.forEach(paths::add);
    }
  }

  private static JsonNode values(List<Artifact> artifacts) {
    if (artifacts.size() == 1) {
      return value(artifacts.get(0));
    }
    ArrayNode all = NODES.arrayNode();
    artifacts.forEach(artifact -> all.add(value(artifact)));
    return all;
  }

  private static JsonNode value(Artifact artifact) {
    String type = artifact.mediaType().value();
    ObjectNode node = NODES.objectNode().put("mediaType", type).put("size", artifact.size());
    try {
      byte[] content = new JsonArtifacts().bytes(artifact, INLINE_BYTES);
      if (type.endsWith("json")) {
        return Json.tree(content);
      }
      return type.startsWith("text/")
          ? NODES.textNode(new String(content, StandardCharsets.UTF_8))
          : node.put("base64", Base64.getEncoder().encodeToString(content));
    } catch (IOException | IllegalArgumentException e) {
      return node.put("omitted", e.getMessage());
    }
  }

  private static ArrayNode verdicts(Carry root) {
    ArrayNode all = NODES.arrayNode();
    addVerdicts(root, all);
    return all;
  }

  private static void addVerdicts(Carry loop, ArrayNode all) {
    for (Checked checked : loop.checks().values()) {
      ObjectNode node = all.addObject();
      node.put("check", checked.check());
      node.put("path", loop.path());
      node.put("verifier", checked.verifier());
      node.put("required", checked.required());
      put(node, checked.verdict());
    }
    loop.children().values().forEach(child -> addVerdicts(child, all));
  }

  private static void put(ObjectNode node, Verdict verdict) {
    if (verdict instanceof Verdict.Accepted accepted) {
      node.put("verdict", "accepted");
      node.put("score", accepted.score()).put("threshold", accepted.threshold());
    } else if (verdict instanceof Verdict.Rejected rejected) {
      node.put("verdict", "rejected");
      node.put("score", rejected.score()).put("threshold", rejected.threshold());
    } else {
      node.put("verdict", verdict instanceof Verdict.Undecided ? "undecided" : "broke");
    }
    ArrayNode findings = node.putArray("findings");
    for (Finding finding : verdict.findings()) {
      ObjectNode one = findings.addObject();
      one.put("code", finding.code()).put("message", finding.message());
      one.set("facts", Json.tree((Object) finding.facts()));
    }
  }

  private static ObjectNode halt(HaltDecision halt, Answer answer) {
    ObjectNode node = NODES.objectNode();
    node.put("reason", answer.reason().name());
    node.put("action", Narrator.word(halt.action()));
    ArrayNode conditions = node.putArray("conditions");
    for (Condition condition : halt.conditions()) {
      conditions
          .addObject()
          .put("reason", condition.reason().name())
          .put("held", condition.held())
          .put("value", condition.value())
          .put("bound", condition.bound());
    }
    return node;
  }

  private static ArrayNode trace(List<Entry> entries) {
    ArrayNode trace = NODES.arrayNode();
    for (Entry entry : entries) {
      DecisionRecord record = entry.record();
      ObjectNode node = trace.addObject();
      node.put("sequence", record.sequence());
      node.put("path", record.position().path());
      node.put("level", record.position().level());
      node.put("cycle", record.position().hCycle());
      node.put("step", record.position().lStep());
      node.put("kind", Narrator.kind(record.body()));
      node.put("line", Narrator.line(record));
      Map<String, String> code = new TreeMap<>();
      record
          .code()
          .forEach(
              one ->
                  code.put(one.plugin(), one.bundle() + "/" + one.version() + "/" + one.digest()));
      if (!code.isEmpty()) {
        node.set("code", Json.tree((Object) code));
      }
    }
    return trace;
  }
}
