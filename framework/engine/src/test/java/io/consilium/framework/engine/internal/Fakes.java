package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Determinism;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.PlannerDescriptor;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingDecision.Action;
import io.consilium.api.routing.RoutingRequest;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import io.consilium.framework.engine.TaskOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Plugins written by hand for tests: everything speaks text. */
final class Fakes {
  private Fakes() {}

  interface Solve {
    ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception;
  }

  /** An expert of one capability: optional inputs a, b, c; one output "out". */
  record Solver(ExpertDescriptor descriptor, Solve solve) implements Expert {
    @Override
    public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
      return solve.solve(assignment, context);
    }
  }

  static Capability capability(String name) {
    return new Capability(
        name,
        Map.of(),
        Map.of("a", MediaType.TEXT, "b", MediaType.TEXT, "c", MediaType.TEXT),
        Map.of("out", MediaType.TEXT));
  }

  static Solver expert(String id, String capability, Solve solve) {
    return expert(id, capability, Effect.PURE, Duration.ofSeconds(30), 8, solve);
  }

  static Solver expert(
      String id, String capability, Effect effect, Duration timeout, int concurrency, Solve solve) {
    return new Solver(
        new ExpertDescriptor(
            id,
            "A fake.",
            List.of(capability(capability)),
            effect,
            Determinism.DETERMINISTIC,
            1,
            timeout,
            concurrency),
        solve);
  }

  /** Joins what it is given under its own name. */
  static Solver joining(String id, String capability) {
    return expert(id, capability, (assignment, context) -> joined(id, assignment, 0.9));
  }

  /** The same, but it touches the world outside each time. */
  static Solver writing(String id, String capability, Runnable effect) {
    return expert(
        id,
        capability,
        Effect.WRITES_OUTSIDE,
        Duration.ofSeconds(20),
        1,
        (assignment, context) -> {
          effect.run();
          return joined(id, assignment, 0.9);
        });
  }

  static ExpertOutcome joined(String id, Assignment assignment, double confidence) {
    StringBuilder text = new StringBuilder(id);
    assignment.inputs().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> e.getValue().forEach(a -> text.append('+').append(read(a))));
    return new ExpertOutcome.Solved(
        Map.of("out", text(text.toString())),
        confidence,
        Facts.of("length", (double) text.length()));
  }

  /** Whatever happens, the same plan. */
  static Planning always(Plan plan) {
    return new Planning(carry -> plan, Set.of());
  }

  /** What the answer gives. */
  static String out(TaskOutcome outcome) {
    return read(outcome.answer().outputs().get("out").get(0));
  }

  static Artifact text(String text) {
    return Slots.text(text);
  }

  static String read(Artifact artifact) {
    return new String(Slots.bytes(artifact), StandardCharsets.UTF_8);
  }

  static Subgoal subgoal(String id, String capability, Map<String, String> inputs) {
    return subgoal(id, capability, inputs, false);
  }

  static Subgoal subgoal(
      String id, String capability, Map<String, String> inputs, boolean optional) {
    Map<String, List<Ref>> refs = new HashMap<>();
    inputs.forEach((name, ref) -> refs.put(name, List.of(Ref.parse(ref))));
    return new Subgoal(
        new SubgoalId(id), capability, "Do " + id, refs, Settings.EMPTY, Set.of(), optional);
  }

  static Check check(String id, String verifier, String input) {
    return new Check(id, verifier, Map.of("what", List.of(Ref.parse(input))), Settings.EMPTY, true);
  }

  static Plan plan(List<Subgoal> subgoals, List<Check> checks, String output) {
    return new Plan("m", subgoals, checks, Map.of("out", List.of(Ref.parse(output))));
  }

  /** Two steps, the second on what the first gave. */
  static Plan chain(Check... checks) {
    return plan(
        List.of(
            subgoal("first", "do.one", Map.of("a", "task.text")),
            subgoal("second", "do.two", Map.of("a", "first.out"))),
        List.of(checks),
        "second.out");
  }

  /** One step. */
  static Plan single(String capability) {
    return plan(
        List.of(subgoal("only", capability, Map.of("a", "task.text"))), List.of(), "only.out");
  }

  /** Plans by a function of the carry; null stands for no plan. */
  record Planning(Function<Carry, Plan> plans, Set<String> decomposable) implements Planner {
    @Override
    public PlannerDescriptor descriptor() {
      return new PlannerDescriptor("fake", "A fake.", Duration.ofSeconds(30));
    }

    @Override
    public PlanRevision plan(Carry carry, Settings settings, CallContext context) {
      Plan plan = plans.apply(carry);
      return plan == null
          ? new PlanRevision.NoPlan("No method achieves " + carry.task().goal() + ".")
          : new PlanRevision.Revised(plan, "initial", List.of(plan.method()), Optional.empty());
    }

    @Override
    public boolean decomposes(String goal, Settings settings) {
      return decomposable.contains(goal);
    }

    @Override
    public boolean pending(Carry carry, Settings settings) {
      Plan next = plans.apply(carry);
      return next != null && !Optional.of(next).equals(carry.plan());
    }
  }

  interface Judge {
    Verdict verify(Claim claim, CallContext context) throws Exception;
  }

  record Judging(String id, Duration timeout, Judge judge) implements Verifier {
    @Override
    public VerifierDescriptor descriptor() {
      return new VerifierDescriptor(id, "A fake.", Map.of(), timeout);
    }

    @Override
    public Verdict verify(Claim claim, CallContext context) throws Exception {
      return judge.verify(claim, context);
    }
  }

  static Judging verifier(String id, Judge judge) {
    return new Judging(id, Duration.ofSeconds(30), judge);
  }

  static Judging accepting(String id) {
    return verifier(id, (claim, context) -> new Verdict.Accepted(1, 0.5, List.of()));
  }

  /** Chooses the best {@code k}; setting {@code k}. */
  record Best() implements Gate {
    @Override
    public String id() {
      return "best";
    }

    @Override
    public RoutingDecision route(RoutingRequest request) {
      List<String> able =
          request.candidates().stream().filter(Candidate::eligible).map(c -> c.expert()).toList();
      if (able.isEmpty()) {
        Action action = request.decomposable() ? Action.DECOMPOSE : Action.REFUSE;
        return new RoutingDecision(action, List.of(), List.of(), 1, 0, 1, false, 1);
      }
      int k = Math.min(able.size(), (int) request.settings().number("k", 1));
      return new RoutingDecision(
          Action.EXECUTE,
          able.subList(0, k).stream()
              .map(expert -> new RoutingDecision.Choice(expert, 1.0 / k))
              .toList(),
          able.subList(k, able.size()),
          0,
          0,
          1,
          false,
          1);
    }
  }
}
