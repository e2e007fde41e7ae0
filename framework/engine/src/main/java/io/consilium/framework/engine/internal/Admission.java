package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import io.consilium.api.task.Task;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.pipeline.Pipeline;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a submission may become a task, and the record that makes it one. */
final class Admission {
  /** Each is a payload of the admission's record, which has a largest size. */
  static final int MAX_INPUTS = 200;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private Admission() {}

  /**
   * @throws IllegalArgumentException if the inputs do not fit the pipeline's roles, or the gate's
   *     setting {@code effects} names what is none
   */
  static void check(Submission submission) {
    Pipeline pipeline = submission.pipeline();
    Router.effects(pipeline.gate().settings());
    if (submission.inputs().size() > MAX_INPUTS) {
      throw new IllegalArgumentException(
          "A task takes "
              + MAX_INPUTS
              + " inputs at most, not "
              + submission.inputs().size()
              + ". Maybe make several tasks of them.");
    }
    for (Task.Input input : submission.inputs()) {
      Pipeline.Role role =
          pipeline.inputs().stream()
              .filter(declared -> declared.name().equals(input.name()))
              .findFirst()
              .orElseThrow(() -> unknown(pipeline, input));
      if (!role.accepts(input.artifact().mediaType())) {
        throw new IllegalArgumentException(
            "The pipeline "
                + pipeline.name()
                + " takes "
                + role.media()
                + " as "
                + role.name()
                + ", not "
                + input.artifact().mediaType()
                + " ("
                + input.label()
                + ").");
      }
    }
    for (Pipeline.Role role : pipeline.inputs()) {
      long given = submission.inputs().stream().filter(in -> in.name().equals(role.name())).count();
      if (given < role.min() || given > role.max()) {
        throw new IllegalArgumentException(
            "The pipeline "
                + pipeline.name()
                + " takes "
                + (role.min() == role.max() ? role.min() : role.min() + " to " + role.max())
                + " of "
                + role.name()
                + ", not "
                + given
                + ".");
      }
    }
  }

  private static IllegalArgumentException unknown(Pipeline pipeline, Task.Input input) {
    String roles =
        pipeline.inputs().stream().map(Pipeline.Role::name).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "The pipeline "
            + pipeline.name()
            + " takes no input called "
            + input.name()
            + ". Maybe use one of: "
            + roles
            + ".");
  }

  /** An id that sorts by time and is safe in file names. */
  static TaskId newId(Instant now) {
    String random = Long.toString(RANDOM.nextLong() & (1L << 40) - 1, 36);
    return new TaskId("t-" + SECOND.format(now) + "-" + "0".repeat(8 - random.length()) + random);
  }

  static long seed(Submission submission) {
    return submission.seed().orElseGet(RANDOM::nextLong);
  }

  static Draft admitted(TaskId id, Submission submission, Instant now, Code engine) {
    Pipeline pipeline = submission.pipeline();
    Map<String, Artifact> payloads = new HashMap<>();
    List<Task.Input> inputs = submission.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      payloads.put("input." + i, inputs.get(i).artifact());
    }
    payloads.put(PipelineSlot.SLOT, PipelineSlot.of(pipeline));
    String actor = submission.principal().actor();
    if (!actor.equals(Principal.LOCAL.actor())) {
      payloads.put(Slots.NAME, Slots.text(actor));
    }
    payloads.putAll(Slots.labels(inputs.stream().map(Task.Input::label).toList()));
    return new Draft(
        new Position(id.value(), "", 0, 0, 0),
        new Body.TaskAdmitted(
            pipeline.name(),
            pipeline.digest(),
            pipeline.goal(),
            inputs.stream().map(Task.Input::name).toList(),
            pipeline.budget(),
            submission.principal(),
            now.toEpochMilli(),
            seed(submission)),
        List.of(engine),
        payloads);
  }
}
