package io.consilium.framework.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.policy.PolicyAnswer.Approval.Shown;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.HaltReason;
import io.consilium.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A wait for approval, as it stands on record. Immutable.
 *
 * @param question what tells this wait from another: the question without what changes by itself
 * @param given who has approved
 * @param ended whether it was granted, once it ended
 * @param corrections how often a result was corrected meanwhile
 * @param used whether the effect that it allowed was begun: it allows no other
 */
record Wait(
    int number,
    String path,
    Body.ApprovalAsked asked,
    Optional<JsonNode> question,
    List<Shown> shown,
    List<String> given,
    boolean refused,
    Optional<Boolean> ended,
    int corrections,
    boolean used) {

  static Wait of(String path, Body.ApprovalAsked asked, Map<String, Artifact> payloads) {
    Artifact shown = payloads.get(Slots.SHOWN);
    return new Wait(
        asked.approval(),
        path,
        asked,
        Optional.ofNullable(payloads.get(Slots.INPUT))
            .map(
                input ->
                    key(
                        asked.point(),
                        Json.tree(Slots.bytes(input)),
                        Slots.text(payloads, Slots.ABOUT))),
        shown == null ? List.of() : List.of(Json.read(Slots.bytes(shown), Shown[].class)),
        List.of(),
        false,
        Optional.empty(),
        0,
        false);
  }

  /**
   * A plan that comes back unchanged in a later cycle was approved; an effect was not.
   *
   * @param about digest of the contents that the question describes
   */
  static JsonNode key(PolicyPoint point, JsonNode question, String about) {
    ObjectNode key = question.deepCopy();
    key.put(Slots.ABOUT, about);
    key.remove("spent");
    key.remove("budget");
    if (point == PolicyPoint.PLAN_ACCEPTED && key.path("task") instanceof ObjectNode task) {
      task.remove("cycle");
    }
    return key;
  }

  boolean open() {
    return ended.isEmpty();
  }

  /** Whether enough people have decided. */
  boolean decided() {
    return refused || given.size() >= asked.approvers();
  }

  /** Whether it ended, or must end, without a grant. */
  boolean denied() {
    return refused || !ended.orElse(true);
  }

  /** Who stops the task if this was not granted: a person, or the rule that asked. */
  HaltReason denial() {
    return refused ? HaltReason.HUMAN : HaltReason.POLICY;
  }

  Wait with(boolean granted, String name) {
    List<String> names = new ArrayList<>(given);
    if (granted) {
      names.add(name);
    }
    return new Wait(
        number, path, asked, question, shown, names, refused || !granted, ended, corrections, used);
  }

  Wait ended(boolean granted) {
    return new Wait(
        number,
        path,
        asked,
        question,
        shown,
        given,
        refused,
        Optional.of(granted),
        corrections,
        used);
  }

  Wait corrected() {
    return new Wait(
        number, path, asked, question, shown, given, refused, ended, corrections + 1, used);
  }

  /** Whether a call is the effect that this was about. */
  boolean covers(State.Call call) {
    return asked.point() == PolicyPoint.BEFORE_EFFECT
        && path.equals(call.path())
        && !open()
        && question.filter(about -> says(about, "subgoal", call.subgoal().value())).isPresent()
        && question.filter(about -> says(about, "expert", call.expert())).isPresent();
  }

  private static boolean says(JsonNode question, String part, String id) {
    return question.path(part).path("id").asText().equals(id);
  }

  Wait use() {
    return new Wait(number, path, asked, question, shown, given, refused, ended, corrections, true);
  }
}
