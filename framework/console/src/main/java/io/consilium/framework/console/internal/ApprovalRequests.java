package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.Approvals;
import io.consilium.framework.engine.Approvals.Waiting;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What people do about tasks that wait for them: {@code approvals} and {@code approve}. */
final class ApprovalRequests {
  private static final long LOOK_MILLIS = 200;

  private final Host host;

  ApprovalRequests(Host host) {
    this.host = host;
  }

  /** Every wait, or those of one task. */
  JsonNode list(JsonNode request) {
    String task = request.path("task").asText("");
    return with(
        approvals -> {
          var list = JsonNodeFactory.instance.arrayNode();
          for (Waiting waiting : of(approvals, task)) {
            list.add(json(waiting));
          }
          return list;
        });
  }

  /**
   * Approves, refuses or corrects; after a decision, returns once the task ended or waits again.
   *
   * @param gone whether the client went away, so that nobody is told any more
   * @throws IllegalArgumentException if it cannot be done; the message is for a person
   * @throws LedgerFailure if the engine is away, or the task ends without an outcome
   */
  JsonNode decide(JsonNode request, BooleanSupplier gone) throws InterruptedException {
    String task = request.path("task").asText();
    Optional<Run> run =
        host.engine().stream()
            .flatMap(engine -> engine.running().stream())
            .filter(one -> one.id().value().equals(task))
            .findFirst();
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    int number = with(approvals -> number(approvals, task, request));
    Set<Integer> before = waits(task);
    String said = with(approvals -> act(approvals, new TaskId(task), number, request));
    reply.put("said", said);
    if (run.isPresent() && (said.equals("approved") || said.equals("refused"))) {
      follow(run.get(), before, gone, reply);
    }
    return reply;
  }

  private static int number(Approvals approvals, String task, JsonNode request) {
    List<Waiting> waiting = of(approvals, task);
    if (request.has("approval")) {
      return request.path("approval").asInt();
    }
    if (waiting.size() == 1) {
      return waiting.get(0).approval();
    }
    throw new IllegalArgumentException(
        waiting.isEmpty()
            ? "The task does not wait for anybody ("
                + task
                + "). Maybe see: ./consilium approve list"
            : "The task waits in several places: "
                + waiting.stream().map(Waiting::approval).toList()
                + ". Maybe name one with --number.");
  }

  private static String act(Approvals approvals, TaskId task, int number, JsonNode request) {
    String name = Names.person(request, "decides");
    String words = request.path("why").asText("");
    if (!request.has("output")) {
      return approvals.decide(task, number, name, request.path("granted").asBoolean(), words);
    }
    String[] what = request.path("output").asText().split("\\.", 2);
    if (what.length < 2) {
      throw new IllegalArgumentException(
          "Not an output (" + what[0] + "). Maybe write SUBGOAL.OUTPUT.");
    }
    MediaType media = new MediaType(request.path("media").asText());
    Path file = Path.of(request.path("file").asText());
    try {
      JsonArtifacts artifacts = new JsonArtifacts();
      byte[] content = Files.readAllBytes(file);
      approvals.correct(task, number, what[0], what[1], artifacts.of(media, content), name, words);
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot be read (" + file + "): " + e.getMessage(), e);
    }
    return "corrected";
  }

  /** Numbers of a task's waits. */
  private Set<Integer> waits(String task) {
    return with(
        approvals ->
            of(approvals, task).stream().map(Waiting::approval).collect(Collectors.toSet()));
  }

  /**
   * Until the task ended, waits once more, or the client went away.
   *
   * @param before waits that were open before the decision
   */
  private void follow(Run run, Set<Integer> before, BooleanSupplier gone, ObjectNode reply)
      throws InterruptedException {
    CompletableFuture<TaskOutcome> outcome = run.outcome().toCompletableFuture();
    while (!gone.getAsBoolean()) {
      try {
        TaskOutcome ended = outcome.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        reply.put("ended", ended.answer().getClass().getSimpleName().toLowerCase(Locale.ROOT));
        reply.put("reason", ended.answer().reason().name());
        return;
      } catch (TimeoutException e) {
        if (!before.containsAll(waits(run.id().value()))) {
          reply.put("again", true);
          return;
        }
      } catch (ExecutionException e) {
        throw new LedgerFailure("No answer may be shown. " + e.getCause().getMessage(), e);
      }
    }
  }

  private static List<Waiting> of(Approvals approvals, String task) {
    return approvals.waiting().stream()
        .filter(waiting -> task.isEmpty() || waiting.task().value().equals(task))
        .toList();
  }

  private static ObjectNode json(Waiting waiting) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("task", waiting.task().value()).put("pipeline", waiting.pipeline());
    node.put("approval", waiting.approval());
    node.put("point", Narrator.word(waiting.point()));
    node.put("path", waiting.path()).put("approvers", waiting.approvers());
    node.put("until", waiting.until().toString());
    node.put("otherwise", waiting.otherwise() ? "approve" : "refuse");
    waiting.rules().forEach(node.putArray("rules")::add);
    waiting.given().forEach(node.putArray("given")::add);
    var shown = node.putArray("shown");
    waiting
        .shown()
        .forEach(one -> shown.addObject().put("what", one.what()).put("value", one.value()));
    return node;
  }

  private <T> T with(Function<Approvals, T> question) {
    return host.ask(
        Approvals.class, "The host has no engine at the moment. Maybe see the log file.", question);
  }
}
