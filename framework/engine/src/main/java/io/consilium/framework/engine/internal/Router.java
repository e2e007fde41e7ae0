package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Planner;
import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingRequest;
import io.consilium.api.task.Position;
import io.consilium.framework.engine.internal.Succession.Answered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks the gate who works on the ready subgoals, all of a wave in one call. */
final class Router {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A subgoal with its decision, and the guests that it speaks of. */
  record Routed(
      Agenda.Item item,
      List<Candidate> candidates,
      RoutingDecision decision,
      Guest<Gate> gate,
      Map<String, Guest<Expert>> experts) {}

  private final TaskRun run;
  private final String path;
  private final Map<String, Boolean> decomposable = new HashMap<>();

  Router(TaskRun run, String path) {
    this.run = run;
    this.path = path;
  }

  /**
   * Decides on each item; leaves out those whose only able experts are still warming up, and all if
   * the task is stopped meanwhile.
   *
   * @throws IllegalStateException if the gate is gone or broken
   */
  List<Routed> route(List<Agenda.Item> items, Position at) {
    Slate slate = new Slate(run, path);
    List<Slate.Nominees> asked = new ArrayList<>();
    List<RoutingRequest> requests = new ArrayList<>();
    for (Agenda.Item item : items) {
      Slate.Nominees nominees = slate.new Nominees(item);
      if (!nominees.warming()) {
        asked.add(nominees);
        requests.add(request(item, nominees.ruled(at), at));
      }
    }
    if (asked.isEmpty()) {
      return List.of();
    }
    Answered<Gate, List<RoutingDecision>> answered = decide(requests, at);
    Ended<List<RoutingDecision>> ended = answered.ended();
    if (!ended.returned()) {
      if (run.stopping() || ended.how() == How.EXPIRED) {
        return List.of();
      }
      throw new IllegalStateException(ended.message());
    }
    List<Routed> routed = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      RoutingRequest request = requests.get(i);
      RoutingDecision decision = ended.value().get(i);
      check(request, decision);
      routed.add(
          new Routed(
              asked.get(i).item(),
              request.candidates(),
              decision,
              answered.guest(),
              asked.get(i).guests()));
    }
    return routed;
  }

  /** The gate's setting {@code effects}: what experts may do to the world; everything if unset. */
  static Set<Effect> effects(Settings gate) {
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    gate.list("effects").forEach(name -> effects.add(effect(name.toString())));
    return effects.isEmpty() ? EnumSet.allOf(Effect.class) : effects;
  }

  private static Effect effect(String name) {
    return Stream.of(Effect.values())
        .filter(effect -> written(effect).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The gate's setting \"effects\" knows no such effect ("
                        + name
                        + "). Maybe use some of: "
                        + Stream.of(Effect.values())
                            .map(Router::written)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static String written(Effect effect) {
    return effect.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private RoutingRequest request(Agenda.Item item, List<Candidate> candidates, Position at) {
    Carry carry = run.journal().state().at(path);
    String where = State.join(path, item.subgoal().id().value());
    return new RoutingRequest(
        item.subgoal(),
        candidates,
        carry.task().budget().levels() > 1 && decomposes(item.subgoal().capability(), at),
        run.declared().gate().settings(),
        Seeds.of(carry.task().seed(), where, at.hCycle()));
  }

  private boolean decomposes(String capability, Position at) {
    return decomposable.computeIfAbsent(capability, goal -> asked(goal, at));
  }

  private boolean asked(String goal, Position at) {
    String id = run.declared().planner().id();
    Settings settings = run.declared().planner().settings();
    return Succession.<Planner, Boolean>ask(
            () -> run.host().plugins().planner(id),
            guest ->
                run.ask(guest, spec(at), (planner, context) -> planner.decomposes(goal, settings)))
        .map(Answered::ended)
        .filter(Ended::returned)
        .map(Ended::value)
        .orElse(false);
  }

  private Answered<Gate, List<RoutingDecision>> decide(List<RoutingRequest> requests, Position at) {
    String id = run.declared().gate().id();
    return Succession.<Gate, List<RoutingDecision>>ask(
            () -> run.host().plugins().gate(id),
            gate -> run.ask(gate, spec(at), (service, context) -> decide(service, requests)))
        .orElseThrow(() -> new IllegalStateException("The gate " + id + " is not installed."));
  }

  /** On the gate's thread. */
  private static List<RoutingDecision> decide(Gate gate, List<RoutingRequest> requests) {
    List<RoutingDecision> decisions = new ArrayList<>(requests.size());
    for (RoutingRequest request : requests) {
      decisions.add(Objects.requireNonNull(gate.route(request), "null decision"));
    }
    return decisions;
  }

  private CallSpec spec(Position at) {
    return new CallSpec(at, PATIENCE.toNanos(), run.deadline(), 0, CallSpec.SILENT);
  }

  /** A gate may name eligible candidates only, each once, and give finite numbers. */
  private static void check(RoutingRequest request, RoutingDecision decision) {
    Set<String> eligible = new HashSet<>();
    request.candidates().stream()
        .filter(Candidate::eligible)
        .forEach(candidate -> eligible.add(candidate.expert()));
    boolean named =
        decision.chosen().stream().allMatch(choice -> eligible.remove(choice.expert()))
            && decision.fallbacks().stream().allMatch(eligible::remove);
    boolean finite =
        decision.chosen().stream().allMatch(c -> c.weight() >= 0 && c.weight() <= 1)
            && Double.isFinite(decision.entropy())
            && Double.isFinite(decision.margin())
            && Double.isFinite(decision.temperature())
            && Double.isFinite(decision.propensity());
    boolean possible =
        decision.action() != RoutingDecision.Action.DECOMPOSE || request.decomposable();
    if (!named || !finite || !possible) {
      throw new IllegalStateException(
          "The gate decided what it may not on subgoal (" + request.subgoal().id() + ").");
    }
  }
}
