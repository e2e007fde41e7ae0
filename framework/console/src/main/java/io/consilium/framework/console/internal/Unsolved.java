package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Result;

/** Lists what was tried in vain, at every level: also what an answer could do without. */
final class Unsolved {
  private Unsolved() {}

  /** One object a subgoal that declined or failed, in the order of the plans. */
  static ArrayNode of(Carry root) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    add(root, all);
    return all;
  }

  private static void add(Carry loop, ArrayNode all) {
    for (Result result : loop.results().values()) {
      Carry child = loop.children().get(result.subgoal());
      if (child != null) {
        add(child, all);
      }
      boolean vain =
          result.status() == Result.Status.DECLINED || result.status() == Result.Status.FAILED;
      if (vain && child == null) {
        all.addObject()
            .put("path", loop.path())
            .put("subgoal", result.subgoal().value())
            .put("status", Narrator.word(result.status()))
            .put("code", result.code())
            .put("message", result.message())
            .put("by", result.by());
      }
    }
  }
}
