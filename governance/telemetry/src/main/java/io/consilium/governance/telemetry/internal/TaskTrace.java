package io.consilium.governance.telemetry.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.planner.Result;
import io.consilium.api.routing.RoutingDecision;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The spans of one task, folded from its records in their order: the task and each loop below it
 * invoke an agent, a planner plans, an expert is a tool. Confined to one thread.
 */
final class TaskTrace {
  private static final String INVOKE = "invoke_agent";
  private static final String PLAN = "plan";
  private static final String EXECUTE = "execute_tool";

  private final Resource resource;
  private final String pipeline;
  private final long first;
  private final Times times = new Times();

  /** By path; the task itself is the empty one. In order of their beginning. */
  private final Map<String, OpenSpan> loops = new LinkedHashMap<>();

  private final Calls calls = new Calls();

  TaskTrace(Resource resource, DecisionRecord record, Body.TaskAdmitted admitted) {
    this.resource = resource;
    this.pipeline = admitted.pipeline();
    this.first = record.sequence();
    OpenSpan root = open(record, SpanContext.getInvalid(), INVOKE, pipeline, times.of(record));
    root.put(Keys.AGENT, pipeline)
        .put(Keys.AGENT_VERSION, admitted.pipelineDigest())
        .put(Keys.REQUEST_SEED, admitted.seed())
        .put(Keys.text("consilium.goal"), admitted.goal())
        .put(Keys.text("consilium.tenant"), admitted.principal().tenant());
    loops.put("", root);
  }

  /** The record that began it. */
  long first() {
    return first;
  }

  /** Takes the next record of the task, and gives the spans that ended with it. */
  List<SpanData> add(DecisionRecord record) {
    long now = times.of(record);
    String path = record.position().path();
    OpenSpan loop = loops.getOrDefault(path, loops.get(""));
    List<SpanData> ended = new ArrayList<>();
    Body body = record.body();
    Events.of(record, now).ifPresent(loop::event);
    if (body instanceof Body.PlanRevised plan) {
      ended.add(planned(record, plan, loop, now));
    } else if (body instanceof Body.PlanFailed failed) {
      ended.add(unplanned(record, failed, loop, now));
    } else if (body instanceof Body.SubgoalRouted routed) {
      descend(record, routed, loop, now, ended);
    } else if (body instanceof Body.ExpertCalled called) {
      calls.began(called.call(), call(record, called, loop, now), record, now, ended);
    } else if (body instanceof Body.ExpertReturned returned) {
      calls.returned(record, returned, now, ended);
    } else if (body instanceof Body.SubgoalSettled settled) {
      ascend(record, settled, now, ended);
    } else if (body instanceof Body.AnswerReleased answer) {
      close(record, answer, now, ended);
    }
    loop.touch(now);
    return ended;
  }

  private OpenSpan open(
      DecisionRecord record, SpanContext parent, String operation, String name, long start) {
    OpenSpan span = new OpenSpan(resource, record, parent, operation + " " + name, start);
    return span.put(Keys.OPERATION, operation).put(Keys.PROVIDER, "consilium");
  }

  /** No record says when a planner was asked: it was after the record before it in its loop. */
  private OpenSpan plan(DecisionRecord record, String planner, OpenSpan loop) {
    return open(record, loop.context(), PLAN, pipeline, loop.latest())
        .put(Keys.AGENT, pipeline)
        .put(Keys.text("consilium.planner"), planner);
  }

  private SpanData planned(DecisionRecord record, Body.PlanRevised plan, OpenSpan loop, long now) {
    OpenSpan span =
        plan(record, plan.planner(), loop)
            .put(Keys.number("consilium.plan.revision"), (long) plan.revision())
            .put(Keys.text("consilium.plan.method"), plan.method())
            .put(Keys.text("consilium.plan.cause"), plan.cause())
            .put(
                Keys.texts("consilium.plan.subgoals"),
                plan.subgoals().stream().map(Body.PlanRevised.Planned::id).toList());
    plan.estimate()
        .ifPresent(
            estimate ->
                span.put(Keys.real("consilium.q_halt"), estimate.halt())
                    .put(Keys.real("consilium.q_continue"), estimate.proceed()));
    return span.end(record, now);
  }

  private SpanData unplanned(
      DecisionRecord record, Body.PlanFailed failed, OpenSpan loop, long now) {
    return plan(record, failed.planner(), loop).error(failed.code()).end(record, now);
  }

  /** A task that is taken up again may begin a loop anew that was still open. */
  private void descend(
      DecisionRecord record,
      Body.SubgoalRouted routed,
      OpenSpan loop,
      long now,
      List<SpanData> ended) {
    if (routed.decision().action() == RoutingDecision.Action.DECOMPOSE) {
      String path = below(record, routed.subgoal());
      abandon(path, record, now, ended);
      OpenSpan below = open(record, loop.context(), INVOKE, routed.capability(), now);
      below.put(Keys.AGENT, routed.capability()).put(Keys.SUBGOAL, routed.subgoal());
      loops.put(path, below);
    }
  }

  private static String below(DecisionRecord record, String subgoal) {
    String path = record.position().path();
    return path.isEmpty() ? subgoal : path + "/" + subgoal;
  }

  private OpenSpan call(DecisionRecord record, Body.ExpertCalled called, OpenSpan loop, long now) {
    return open(record, loop.context(), EXECUTE, called.expert(), now)
        .put(Keys.TOOL, called.expert())
        .put(Keys.TOOL_TYPE, called.effect() == Effect.PURE ? "function" : "extension")
        .put(Keys.TOOL_CALL, record.id())
        .put(Keys.SUBGOAL, called.subgoal())
        .put(Keys.number("consilium.call"), (long) called.call())
        .put(Keys.number("consilium.routing"), (long) called.routing())
        .put(Keys.number("consilium.attempt"), (long) called.attempt())
        .put(Keys.text("consilium.effect"), called.effect().name())
        .put(Keys.REQUEST_SEED, called.seed());
  }

  private void ascend(
      DecisionRecord record, Body.SubgoalSettled settled, long now, List<SpanData> ended) {
    OpenSpan below = loops.remove(below(record, settled.subgoal()));
    if (below == null) {
      return;
    }
    below.put(Keys.OUTCOME, settled.status().name()).put(Keys.CONFIDENCE, settled.confidence());
    if (settled.status() == Result.Status.FAILED) {
      below.error(settled.status().name());
    }
    ended.add(below.end(record, now));
  }

  /** What is open has no outcome on record, and ends with the task. */
  private void close(
      DecisionRecord record, Body.AnswerReleased answer, long now, List<SpanData> ended) {
    OpenSpan root = loops.remove("");
    abandon("", record, now, ended);
    String reason = answer.reason().name();
    root.put(Keys.text("consilium.answer"), answer.kind().name())
        .put(Keys.FINISH_REASONS, List.of(reason));
    if (answer.kind() == Body.AnswerReleased.Kind.REFUSED) {
      root.error(reason);
    }
    ended.add(root.end(record, now));
  }

  /** Ends what is open in the loop of a path and below it. */
  private void abandon(String path, DecisionRecord record, long now, List<SpanData> ended) {
    calls.abandon(call -> within(path, call.path()), record, now, ended);
    loops
        .entrySet()
        .removeIf(
            loop -> within(path, loop.getKey()) && ended.add(loop.getValue().abandon(record, now)));
  }

  private static boolean within(String path, String other) {
    return path.isEmpty() || other.equals(path) || other.startsWith(path + "/");
  }
}
