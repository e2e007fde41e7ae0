package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.Replay;
import io.consilium.framework.engine.Replay.Outcome;
import io.consilium.framework.engine.Replays;

/** Takes a task's decisions again, and tells how they compare. */
final class ReplayRequest {
  private ReplayRequest() {}

  /**
   * @throws IllegalArgumentException if no such task is on record
   * @throws io.consilium.api.ledger.LedgerFailure if the engine or its ledger is away
   */
  static ObjectNode answer(Host host, JsonNode request) {
    TaskId task = new TaskId(request.path("task").asText());
    return host.ask(
        Replays.class,
        "The host has no ledger to repeat from. Maybe see the log file.",
        replays -> json(replays.replay(task, request.path("experts").asBoolean())));
  }

  private static ObjectNode json(Replay replay) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("task", replay.task().value()).put("pipeline", replay.pipeline());
    for (Outcome outcome : Outcome.values()) {
      node.put(Narrator.word(outcome), replay.count(outcome));
    }
    ArrayNode decisions = node.putArray("decisions");
    replay.decisions().forEach(decision -> decisions.add(json(decision)));
    ArrayNode code = node.putArray("code");
    for (Replay.Loaded one : replay.code()) {
      code.addObject()
          .put("bundle", one.code().bundle())
          .put("version", one.code().version())
          .put("digest", one.code().digest())
          .put("from", one.from())
          .put("trouble", one.trouble());
    }
    ArrayNode notes = node.putArray("notes");
    replay.notes().forEach(notes::add);
    return node;
  }

  private static ObjectNode json(Replay.Decision decision) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("sequence", decision.sequence())
        .put("path", decision.position().path())
        .put("cycle", decision.position().hCycle())
        .put("kind", decision.kind())
        .put("what", decision.what())
        .put("outcome", Narrator.word(decision.outcome()))
        .put("why", decision.why());
    ArrayNode fed = node.putArray("fed");
    decision.fed().forEach(fed::add);
    ArrayNode differences = node.putArray("differences");
    for (Replay.Difference difference : decision.differences()) {
      differences
          .addObject()
          .put("field", difference.field())
          .put("recorded", difference.recorded())
          .put("repeated", difference.repeated());
    }
    return node;
  }
}
