package io.consilium.framework.console.internal.page;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Plan;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.Artifact;
import io.consilium.json.Json;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of a task as loops, their H-cycles and the subgoals in them. Built once, by one
 * thread, then only read.
 */
final class TraceTree {
  private static final long MOST_BYTES = 4L << 20;

  /** One loop at one level. */
  static final class Loop {
    final List<Cycle> cycles = new ArrayList<>();

    private Cycle cycle(int number) {
      if (cycles.isEmpty() || cycles.get(cycles.size() - 1).number != number) {
        cycles.add(new Cycle(number));
      }
      return cycles.get(cycles.size() - 1);
    }
  }

  /** One H-cycle: a plan, subgoals, checks, a halting decision. */
  static final class Cycle {
    final int number;
    final List<Entry> plans = new ArrayList<>();
    final List<Subgoal> subgoals = new ArrayList<>();
    final List<Entry> after = new ArrayList<>();
    final Map<String, String> goals = new HashMap<>();

    private Cycle(int number) {
      this.number = number;
    }

    private Subgoal last(String id, String capability, int step) {
      for (int i = subgoals.size() - 1; i >= 0; i--) {
        if (subgoals.get(i).id.equals(id)) {
          return subgoals.get(i);
        }
      }
      subgoals.add(new Subgoal(id, capability, step));
      return subgoals.get(subgoals.size() - 1);
    }
  }

  /** One subgoal: how it was routed, who was called, how it was settled. */
  static final class Subgoal {
    final String id;
    final String capability;
    final int step;
    final List<Entry> routings = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    final List<Loop> children = new ArrayList<>();
    Optional<Entry> settled = Optional.empty();

    private Subgoal(String id, String capability, int step) {
      this.id = id;
      this.capability = capability;
      this.step = step;
    }
  }

  /** One call of an expert; without an end if it never came back on record. */
  static final class Call {
    final Entry called;
    final List<Body.ShadowReturned> shadows = new ArrayList<>();
    Optional<Entry> returned = Optional.empty();

    private Call(Entry called) {
      this.called = called;
    }

    Body.ExpertCalled body() {
      return (Body.ExpertCalled) called.record().body();
    }
  }

  final Loop root = new Loop();
  final List<Entry> around = new ArrayList<>();
  final List<Call> calls = new ArrayList<>();
  private final Map<String, Loop> open = new HashMap<>();
  private final Map<Integer, Call> byNumber = new HashMap<>();

  static TraceTree of(List<Entry> entries) {
    TraceTree tree = new TraceTree();
    tree.open.put("", tree.root);
    entries.forEach(tree::add);
    return tree;
  }

  private void add(Entry entry) {
    Body body = entry.record().body();
    String path = entry.record().position().path();
    Loop loop = open.computeIfAbsent(path, unknown -> new Loop());
    int number = entry.record().position().hCycle();
    int step = entry.record().position().lStep();
    if (body instanceof Body.PlanRevised || body instanceof Body.PlanFailed) {
      Cycle cycle = loop.cycle(number);
      cycle.plans.add(entry);
      cycle.goals.putAll(goals(entry));
    } else if (body instanceof Body.SubgoalRouted routed) {
      routed(entry, routed, path, loop.cycle(number), step);
    } else if (body instanceof Body.ExpertCalled called) {
      Call call = new Call(entry);
      loop.cycle(number).last(called.subgoal(), "", step).calls.add(call);
      calls.add(call);
      byNumber.put(called.call(), call);
    } else if (body instanceof Body.ExpertReturned returned) {
      Optional.ofNullable(byNumber.get(returned.call()))
          .ifPresent(call -> call.returned = Optional.of(entry));
    } else if (body instanceof Body.ShadowReturned shadow) {
      Optional.ofNullable(byNumber.get(shadow.call())).ifPresent(call -> call.shadows.add(shadow));
    } else if (body instanceof Body.SubgoalSettled settled) {
      loop.cycle(number).last(settled.subgoal(), "", step).settled = Optional.of(entry);
    } else if (body instanceof Body.CheckMade || body instanceof Body.HaltDecided) {
      loop.cycle(number).after.add(entry);
    } else {
      around.add(entry);
    }
  }

  private void routed(Entry entry, Body.SubgoalRouted body, String path, Cycle cycle, int step) {
    Subgoal subgoal = cycle.last(body.subgoal(), body.capability(), step);
    if (subgoal.settled.isPresent()) {
      subgoal = new Subgoal(body.subgoal(), body.capability(), step);
      cycle.subgoals.add(subgoal);
    }
    subgoal.routings.add(entry);
    if (body.decision().action() == RoutingDecision.Action.DECOMPOSE) {
      Loop child = new Loop();
      subgoal.children.add(child);
      open.put(path.isEmpty() ? body.subgoal() : path + "/" + body.subgoal(), child);
    }
  }

  /** What each subgoal is for, in words; these stand in a payload, which may be gone. */
  private static Map<String, String> goals(Entry entry) {
    Map<String, String> goals = new HashMap<>();
    Artifact plan = entry.payloads().get("plan");
    if (plan != null) {
      try {
        byte[] json = new JsonArtifacts().bytes(plan, MOST_BYTES);
        Json.read(json, Plan.class)
            .subgoals()
            .forEach(subgoal -> goals.put(subgoal.id().value(), subgoal.goal()));
      } catch (IOException | IllegalArgumentException e) {
        // Without its words a plan is still told by its ids.
        return goals;
      }
    }
    return goals;
  }
}
