package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.GridSolution.Status;
import io.consilium.api.data.Segment;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Checked;
import io.consilium.api.planner.Result;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.MediaType;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes how a task on one puzzle ended in one short JSON object, for lists of them. Its fields are
 * a contract. Grids are written as a text of one symbol a cell, row by row, {@code .} for open and
 * letters above 9, a maze with {@code #} for walls and {@code *} for its path; where a grid is not
 * known, as null.
 */
final class LineReport {
  private static final JsonArtifacts ARTIFACTS = new JsonArtifacts();
  private static final String MAZE = ".#SG*";
  private static final String SYMBOLS = ".123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private LineReport() {}

  /** As below; of an answer that is no puzzle's, the task's report and which line it was. */
  static ObjectNode of(Job job, TaskOutcome outcome, ObjectNode report) {
    boolean puzzle =
        !(outcome.answer() instanceof Answer.Answered) || answered(outcome).isPresent();
    return puzzle ? of(job, outcome) : begun(job).setAll(report);
  }

  static ObjectNode of(Job job, TaskOutcome outcome) {
    Carry carry = outcome.carry();
    ObjectNode line = begun(job);
    if (job.line() == 0) {
      read(carry, Grid.class).findFirst().ifPresent(grid -> line.put(role(job), symbols(grid)));
    }
    Optional<GridSolution> solution = answered(outcome);
    if (solution.isEmpty()) {
      line.put("error", why(outcome));
    } else {
      boolean verified = outcome.answer().reason() == HaltReason.VERIFIED;
      solved(line, solution.get(), verified ? proved(carry) : Set.of(), verified);
    }
    line.put("task", carry.task().id().value());
    line.put("steps", read(carry, Segment.class).count());
    line.put("restarts", read(carry, Segment.class).mapToInt(Segment::restart).max().orElse(0));
    line.put("flops", carry.results().values().stream().mapToDouble(LineReport::flops).sum());
    line.put("millis", outcome.millis());
    solution.ifPresent(found -> proof(line.putObject("proof"), carry, found));
    return line;
  }

  /** A task without an answer that may be shown. */
  static ObjectNode failed(Job job, String task, String message) {
    return begun(job).put("error", message).put("task", task);
  }

  private static ObjectNode begun(Job job) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("line", Math.max(1, job.line()));
    String label = job.inputs().get(0).label();
    line.put("file", job.line() == 0 ? label : label.substring(0, label.lastIndexOf(':')));
    return line.put(role(job), job.line() == 0 ? null : given(job.inputs().get(0).artifact()));
  }

  private static String role(Job job) {
    return job.inputs().get(0).name();
  }

  private static String given(Artifact artifact) {
    try {
      return new String(
          ARTIFACTS.bytes(artifact, JsonArtifacts.MAX_VALUE_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return null;
    }
  }

  /** A proposal is what its check proved: the only one, one of several, or no more than right. */
  private static void solved(
      ObjectNode line, GridSolution found, Set<String> proved, boolean verified) {
    boolean one = found.status() != Status.SEVERAL && !found.solutions().isEmpty();
    line.put("solution", one && verified ? symbols(found.solutions().get(0)) : null);
    Status status = found.status();
    if (status == Status.PROPOSED) {
      status =
          proved.contains("only-one")
              ? Status.UNIQUE
              : proved.contains("several") ? Status.SEVERAL : status;
    }
    line.put("status", status.name().toLowerCase(Locale.ROOT));
    line.put("by", found.method());
    line.put("verified", verified);
    if (found.status() == Status.SEVERAL) {
      ArrayNode witnesses = line.putArray("witnesses");
      found.solutions().forEach(grid -> witnesses.add(symbols(grid)));
    }
  }

  /** Codes of what the required checks found who accept. */
  private static Set<String> proved(Carry carry) {
    return carry.checks().values().stream()
        .filter(checked -> checked.required() && checked.verdict() instanceof Verdict.Accepted)
        .flatMap(checked -> checked.verdict().findings().stream())
        .map(Finding::code)
        .collect(Collectors.toSet());
  }

  private static void proof(ObjectNode proof, Carry carry, GridSolution found) {
    for (Checked checked : carry.checks().values()) {
      boolean accepted = checked.verdict() instanceof Verdict.Accepted;
      proof.put("by", checked.verifier()).put("accepted", accepted);
      ArrayNode said = proof.putArray("said");
      for (Finding finding : checked.verdict().findings()) {
        said.add(finding.message());
        if (finding.facts().values().get("nodes") instanceof Double nodes) {
          proof.put("nodes", nodes.longValue());
        }
      }
    }
    carry.results().values().stream()
        .filter(result -> result.outputs().values().stream().anyMatch(list -> holds(list, found)))
        .reduce((earlier, later) -> later)
        .ifPresent(
            result ->
                proof.putObject("solver").put("by", result.by()).put("effort", found.effort()));
  }

  private static boolean holds(List<Artifact> artifacts, GridSolution found) {
    return artifacts.stream()
        .flatMap(artifact -> value(artifact, GridSolution.class))
        .anyMatch(found::equals);
  }

  private static Optional<GridSolution> answered(TaskOutcome outcome) {
    return outcome.answer().outputs().values().stream()
        .flatMap(List::stream)
        .flatMap(artifact -> value(artifact, GridSolution.class))
        .findFirst();
  }

  private static String why(TaskOutcome outcome) {
    if (outcome.answer() instanceof Answer.Refused refused) {
      return refused.message();
    }
    return outcome.answer() instanceof Answer.BestEffort best
        ? String.join(" ", best.missing())
        : "There is no solution among the outputs.";
  }

  private static double flops(Result result) {
    return result.facts().values().get("flops") instanceof Double flops ? flops : 0;
  }

  /** Every value of a type among inputs and results, in order. */
  private static <T> Stream<T> read(Carry carry, Class<T> type) {
    return Stream.concat(
            carry.task().inputs().stream().map(input -> input.artifact()),
            carry.results().values().stream()
                .flatMap(result -> result.outputs().values().stream())
                .flatMap(List::stream))
        .flatMap(artifact -> value(artifact, type));
  }

  private static <T> Stream<T> value(Artifact artifact, Class<T> type) {
    MediaType wanted = Vocabulary.mediaType(type);
    if (!artifact.mediaType().equals(wanted)) {
      return Stream.empty();
    }
    try {
      return Stream.of(ARTIFACTS.read(artifact, type));
    } catch (IOException | IllegalArgumentException e) {
      return Stream.empty();
    }
  }

  private static String symbols(Grid grid) {
    String symbols = grid.kind().equals("maze") ? MAZE : SYMBOLS;
    return grid.cells().stream()
        .flatMap(List::stream)
        .map(cell -> cell < symbols.length() ? symbols.substring(cell, cell + 1) : "?")
        .collect(Collectors.joining());
  }
}
