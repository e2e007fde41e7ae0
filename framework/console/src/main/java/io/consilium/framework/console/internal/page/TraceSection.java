package io.consilium.framework.console.internal.page;

import io.consilium.api.halting.Condition;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.framework.console.internal.page.TraceTree.Call;
import io.consilium.framework.console.internal.page.TraceTree.Cycle;
import io.consilium.framework.console.internal.page.TraceTree.Loop;
import io.consilium.framework.console.internal.page.TraceTree.Subgoal;
import java.util.List;
import java.util.stream.Collectors;

/** Who decided what: loops, H-cycles, waves, routings, calls, checks and halting decisions. */
record TraceSection(TraceTree tree, Timeline timeline) implements Section {
  @Override
  public void write(Html html) {
    if (tree.root.cycles.isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", "trace")
        .element("h2", "Who decided what", "id", "trace");
    timeline.write(html);
    html.open("div", "class", "trace");
    loop(html, tree.root, true);
    tree.around.forEach(entry -> around(html, entry));
    html.close("div").close("section");
  }

  private void loop(Html html, Loop loop, boolean open) {
    for (Cycle cycle : loop.cycles) {
      html.open("details", "class", "cycle", "open", open ? "open" : "");
      html.open("summary").element("strong", "H-cycle " + cycle.number).text(" ");
      html.text(cycle.plans.stream().map(TraceSection::plan).collect(Collectors.joining("; ")));
      html.close("summary");
      waves(html, cycle);
      cycle.after.forEach(entry -> after(html, entry));
      html.close("details");
    }
  }

  private static String plan(Entry entry) {
    if (entry.record().body() instanceof Body.PlanRevised plan) {
      String subgoals = Figures.count(plan.subgoals().size(), "subgoal", "subgoals");
      String change = plan.changed() ? "" : ", unchanged";
      return plan.planner()
          + " plans "
          + plan.method()
          + " ("
          + plan.cause()
          + change
          + "), "
          + subgoals;
    }
    return entry.record().body() instanceof Body.PlanFailed failed
        ? failed.planner() + " has no plan (" + failed.code() + ")"
        : "";
  }

  private void waves(Html html, Cycle cycle) {
    int wave = -1;
    for (Subgoal subgoal : cycle.subgoals) {
      if (subgoal.step != wave) {
        html.constant(wave < 0 ? "" : "</ol>");
        wave = subgoal.step;
        html.element("p", "wave " + wave, "class", "wave").open("ol", "class", "wave");
      }
      subgoal(html, subgoal, cycle.goals.getOrDefault(subgoal.id, ""));
    }
    html.constant(wave < 0 ? "" : "</ol>");
  }

  private void subgoal(Html html, Subgoal subgoal, String goal) {
    html.open("li", "class", "subgoal");
    html.element("strong", subgoal.id);
    html.element("span", subgoal.capability, "class", "capability");
    html.element("span", goal, "class", "goal");
    subgoal.settled.ifPresent(entry -> settled(html, (Body.SubgoalSettled) entry.record().body()));
    for (Entry routing : subgoal.routings) {
      new RoutingLine((Body.SubgoalRouted) routing.record().body()).write(html);
    }
    subgoal.calls.forEach(call -> call(html, call));
    for (Loop child : subgoal.children) {
      html.open("div", "class", "child");
      loop(html, child, true);
      html.close("div");
    }
    html.close("li");
  }

  private static void settled(Html html, Body.SubgoalSettled settled) {
    String word = Wording.word(settled.status());
    String code = settled.code().isEmpty() ? "" : " (" + settled.code() + ")";
    html.element(
        "span",
        word + code,
        "class",
        "outcome " + word,
        "title",
        "confidence " + Figures.plain(settled.confidence()));
  }

  private static void call(Html html, Call call) {
    Body.ExpertCalled called = call.body();
    html.open("p", "class", "call").element("span", "call " + called.call(), "class", "step");
    html.element("strong", called.expert());
    html.text(called.attempt() > 1 ? " (attempt " + called.attempt() + ")" : "");
    if (call.returned.isPresent()) {
      Body.ExpertReturned back = (Body.ExpertReturned) call.returned.get().record().body();
      String word = Wording.word(back.outcome());
      html.element(
          "span",
          back.code().isEmpty() ? word : word + " (" + back.code() + ")",
          "class",
          "outcome " + word.replace(' ', '-'));
      html.text(
          " in "
              + Figures.millis(back.nanos() / 1e6)
              + ", confidence "
              + Figures.plain(back.confidence()));
    } else {
      html.element("span", "no end on record", "class", "outcome unknown");
    }
    for (Body.ShadowReturned shadow : call.shadows) {
      String same = shadow.agrees() ? ", as this call" : ", otherwise than this call";
      html.text("; a shadow beside it: " + Wording.word(shadow.outcome()) + same);
    }
    html.close("p");
  }

  private static void after(Html html, Entry entry) {
    if (entry.record().body() instanceof Body.CheckMade check) {
      String word = Wording.word(check.verdict());
      html.open("p", "class", "check").element("span", "check", "class", "step");
      html.element("strong", check.check()).text(" by " + check.verifier());
      html.element("span", word, "class", "outcome " + word);
      html.text(check.codes().isEmpty() ? "" : Figures.list(check.codes())).close("p");
    } else if (entry.record().body() instanceof Body.HaltDecided halt) {
      List<String> held =
          halt.conditions().stream()
              .filter(Condition::held)
              .map(one -> Wording.word(one.reason()))
              .toList();
      html.open("p", "class", "halt").element("span", "halt", "class", "step");
      html.element("strong", Wording.word(halt.action()));
      html.text(halt.reason().map(reason -> ", " + Wording.word(reason)).orElse(""));
      html.text(held.isEmpty() ? "; no condition held" : "; held: " + Figures.list(held))
          .close("p");
    }
  }

  private static void around(Html html, Entry entry) {
    Body body = entry.record().body();
    if (body instanceof Body.AnswerReleased released) {
      html.open("p", "class", "released").element("span", "answer", "class", "step");
      html.text(
              Wording.word(released.kind())
                  + ", "
                  + Wording.word(released.reason())
                  + ", released as record "
                  + Figures.plain(entry.record().sequence())
                  + ".")
          .close("p");
    } else if (body instanceof Body.GuestAbandoned lost) {
      html.element(
          "p",
          "The thread of " + lost.plugin() + " never came back from call " + lost.call() + ".",
          "class",
          "halt");
    }
  }
}
