package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Planner;
import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingRequest;
import io.consilium.api.task.Position;
import io.consilium.framework.engine.internal.Succession.Answered;
import io.consilium.framework.routing.CandidateScoring;
import io.consilium.framework.routing.Demand;
import io.consilium.framework.routing.Standing;
import io.consilium.framework.routing.Veto;
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

/** Scores the candidates for each ready subgoal and asks the gate, all of a wave in one call. */
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
   * Decides on each item; leaves out those whose only able experts are still warming up.
   *
   * @throws IllegalStateException if the gate is gone or broken
   */
  List<Routed> route(List<Agenda.Item> items, Position at) {
    Map<String, Guest<Expert>> experts = new HashMap<>();
    Set<String> warming = new HashSet<>();
    List<Standing> standings = standings(experts, warming);
    List<Agenda.Item> asked = new ArrayList<>();
    List<RoutingRequest> requests = new ArrayList<>();
    for (Agenda.Item item : items) {
      List<Candidate> candidates = candidates(item, standings);
      if (!warming(candidates, warming)) {
        asked.add(item);
        requests.add(request(item, ruled(at, item, candidates, experts), at));
      }
    }
    if (asked.isEmpty()) {
      return List.of();
    }
    Answered<Gate, List<RoutingDecision>> answered = decide(requests, at);
    List<RoutingDecision> decisions = answered.ended().value();
    List<Routed> routed = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      RoutingRequest request = requests.get(i);
      check(request, decisions.get(i));
      routed.add(
          new Routed(
              asked.get(i), request.candidates(), decisions.get(i), answered.guest(), experts));
    }
    return routed;
  }

  /** Looks at each guest's stage once, so that all that follows from it agrees. */
  private List<Standing> standings(Map<String, Guest<Expert>> experts, Set<String> warming) {
    List<Standing> standings = new ArrayList<>();
    for (Guest<Expert> guest : run.host().plugins().experts(run.id())) {
      if (guest.descriptor(Object.class) instanceof ExpertDescriptor descriptor) {
        Guest.Stage stage = guest.stage();
        experts.put(guest.id(), guest);
        if (stage == Guest.Stage.WARMING) {
          warming.add(guest.id());
        }
        standings.add(standing(guest, descriptor, stage));
      }
    }
    return standings;
  }

  /** How an expert stands now. */
  static Standing standing(Guest<?> guest, ExpertDescriptor descriptor, Guest.Stage stage) {
    return new Standing(
        descriptor, guest.code(), guest.calls(), stage == Guest.Stage.READY, guest.bar());
  }

  private List<Candidate> candidates(Agenda.Item item, List<Standing> standings) {
    Carry root = run.journal().state().carry();
    Demand demand =
        new Demand(
            item.subgoal(),
            Demand.media(item.inputs()),
            Budgets.callsLeft(root, path),
            Budgets.costLeft(root, path, run.reserve().cost()),
            effects(run.declared().gate().settings()));
    return CandidateScoring.score(demand, standings, run.host().experience().known());
  }

  private List<Candidate> ruled(
      Position at,
      Agenda.Item item,
      List<Candidate> candidates,
      Map<String, Guest<Expert>> experts) {
    return candidates.stream()
        .map(c -> experts.get(c.expert()).part().tell(c))
        .map(c -> run.guard().candidate(at, item, experts.get(c.expert()), c))
        .toList();
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

  private static boolean warming(List<Candidate> candidates, Set<String> warming) {
    return candidates.stream().noneMatch(Candidate::eligible)
        && candidates.stream()
            .filter(c -> c.veto().orElse("").equals(Veto.NOT_READY))
            .anyMatch(c -> warming.contains(c.expert()));
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
    Answered<Gate, List<RoutingDecision>> answered =
        Succession.<Gate, List<RoutingDecision>>ask(
                () -> run.host().plugins().gate(id),
                gate -> run.ask(gate, spec(at), (service, context) -> decide(service, requests)))
            .orElseThrow(() -> new IllegalStateException("The gate " + id + " is not installed."));
    if (!answered.ended().returned()) {
      throw new IllegalStateException(answered.ended().message());
    }
    return answered;
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
