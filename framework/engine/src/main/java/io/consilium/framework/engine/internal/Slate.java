package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.planner.Carry;
import io.consilium.api.routing.Candidate;
import io.consilium.api.task.Position;
import io.consilium.framework.routing.CandidateScoring;
import io.consilium.framework.routing.Demand;
import io.consilium.framework.routing.Standing;
import io.consilium.framework.routing.Veto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who stands for the subgoals of a wave: of each plugin the version that serves the task, or its
 * primary where the canary that was drawn may not work on a subgoal. Each guest is looked at once,
 * so that all that follows from it agrees.
 */
final class Slate {
  /** How the detail of a candidate begins who stands where a canary may not. */
  private static final String IN_PLACE = "in place of the canary ";

  /** A version, as it stands now. */
  private record Version(Guest<Expert> guest, Part part, Guest.Stage stage, Standing standing) {}

  /** Who serves the task, and who does where that is a canary who may not. */
  private record Plugin(Version serving, Optional<Version> primary) {}

  private final TaskRun run;
  private final String path;
  private final Map<String, Plugin> plugins = new HashMap<>();

  Slate(TaskRun run, String path) {
    this.run = run;
    this.path = path;
    for (Guest<Expert> guest : run.host().plugins().experts(run.id())) {
      version(guest).ifPresent(serving -> plugins.put(guest.id(), plugin(serving)));
    }
  }

  private Plugin plugin(Version serving) {
    Optional<Guest<Expert>> primary =
        serving.part().as() == Part.As.CANARY
            ? run.host().plugins().primary(serving.guest().id())
            : Optional.empty();
    return new Plugin(serving, primary.flatMap(Slate::version));
  }

  private static Optional<Version> version(Guest<Expert> guest) {
    Guest.Stage stage = guest.stage();
    return guest.descriptor(Object.class) instanceof ExpertDescriptor descriptor
        ? Optional.of(new Version(guest, guest.part(), stage, standing(guest, descriptor, stage)))
        : Optional.empty();
  }

  /** How an expert stands now. */
  static Standing standing(Guest<?> guest, ExpertDescriptor descriptor, Guest.Stage stage) {
    return new Standing(
        descriptor, guest.code(), guest.calls(), stage == Guest.Stage.READY, guest.bar());
  }

  /** A candidate that says in whose place it stands, if it was recorded so. */
  static Candidate told(Candidate again, Candidate recorded) {
    boolean stood = recorded.eligible() && recorded.detail().startsWith(IN_PLACE);
    return stood ? detailed(again, recorded.detail()) : again;
  }

  private static Candidate detailed(Candidate c, String detail) {
    return new Candidate(
        c.expert(),
        c.bundle(),
        c.parts(),
        c.score(),
        c.veto(),
        detail,
        c.load(),
        c.cost(),
        c.effect());
  }

  /** Who stands for one subgoal. */
  final class Nominees {
    private final Agenda.Item item;
    private final Demand demand;
    private final Map<String, Version> standing = new HashMap<>();
    private final Map<String, String> inPlace = new HashMap<>();
    private List<Candidate> scored;

    Nominees(Agenda.Item item) {
      this.item = item;
      Carry root = run.journal().state().carry();
      demand =
          new Demand(
              item.subgoal(),
              Demand.media(item.inputs()),
              Budgets.callsLeft(root, path),
              Budgets.costLeft(root, path, run.reserve().cost()),
              Router.effects(run.declared().gate().settings()));
      plugins.forEach(this::nominate);
    }

    /** What keeps both away is told of the canary. */
    private void nominate(String expert, Plugin plugin) {
      standing.put(expert, plugin.serving());
      if (plugin.primary().isPresent()) {
        Candidate canary = score(List.of(plugin.serving())).get(0);
        Candidate primary = score(List.of(plugin.primary().get())).get(0);
        if (!canary.eligible() && !primary.veto().equals(canary.veto())) {
          replace(canary);
        }
      }
    }

    private void replace(Candidate canary) {
      scored = null;
      Plugin plugin = plugins.get(canary.expert());
      standing.put(canary.expert(), plugin.primary().orElseThrow());
      inPlace.put(
          canary.expert(),
          IN_PLACE
              + plugin.serving().guest().code().version()
              + " ("
              + canary.veto().orElseThrow()
              + (canary.detail().isEmpty() ? "" : ": " + canary.detail())
              + ")");
    }

    private List<Candidate> score(Iterable<Version> versions) {
      List<Standing> standings = new ArrayList<>();
      versions.forEach(version -> standings.add(version.standing()));
      return CandidateScoring.score(demand, standings, run.host().experience().known());
    }

    private List<Candidate> candidates() {
      if (scored == null) {
        scored = score(standing.values()).stream().map(this::told).toList();
      }
      return scored;
    }

    private Candidate told(Candidate c) {
      String why = inPlace.get(c.expert());
      Candidate told = standing.get(c.expert()).part().tell(c);
      return why != null && told.eligible() ? detailed(told, why) : told;
    }

    Agenda.Item item() {
      return item;
    }

    Map<String, Guest<Expert>> guests() {
      Map<String, Guest<Expert>> guests = new HashMap<>();
      standing.forEach((expert, version) -> guests.put(expert, version.guest()));
      return guests;
    }

    /** Whether nobody is able but one who is still warming up. */
    boolean warming() {
      List<Candidate> candidates = candidates();
      return candidates.stream().noneMatch(Candidate::eligible)
          && candidates.stream()
              .filter(c -> c.veto().orElse("").equals(Veto.NOT_READY))
              .anyMatch(c -> standing.get(c.expert()).stage() == Guest.Stage.WARMING);
    }

    /** The candidates once policy was asked about each who is able; about canaries first. */
    List<Candidate> ruled(Position at) {
      Set<String> allowed = new HashSet<>();
      for (Candidate c : candidates()) {
        Plugin plugin = plugins.get(c.expert());
        boolean canary =
            plugin.primary().isPresent() && standing.get(c.expert()) == plugin.serving();
        if (canary && c.eligible()) {
          Candidate ruled = rule(at, c);
          if (ruled.eligible()) {
            allowed.add(c.expert());
          } else {
            replace(ruled);
          }
        }
      }
      return candidates().stream()
          .map(c -> allowed.contains(c.expert()) ? c : rule(at, c))
          .toList();
    }

    private Candidate rule(Position at, Candidate c) {
      return run.guard().candidate(at, item, standing.get(c.expert()).guest(), c);
    }
  }
}
