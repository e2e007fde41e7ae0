package io.consilium.framework.engine.internal;

import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Carry;
import io.consilium.api.policy.Ruling;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Position;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.CodeArchive;
import io.consilium.framework.engine.Replay;
import io.consilium.framework.engine.Replay.Decision;
import io.consilium.framework.engine.Replays;
import io.consilium.framework.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Folds a task's records one by one, and takes each decision again on the state before it. */
final class DefaultReplays implements Replays {
  private final Host host;
  private final Supplier<CodeArchive> archive;

  /**
   * @param archive gives null while there is none
   */
  DefaultReplays(Host host, Supplier<CodeArchive> archive) {
    this.host = host;
    this.archive = archive;
  }

  @Override
  public Replay replay(TaskId task, boolean experts) {
    List<Entry> entries = host.ledger().entries(task);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          "No task (" + task + ") is on record. Maybe look for it with: ./consilium audit list");
    }
    try (RecordedCode code = new RecordedCode(host.plugins(), archive)) {
      Pipeline pipeline = PipelineSlot.read(entries.get(0));
      Rerun rerun = new Rerun(host.guests(), code, pipeline, policies(entries));
      List<Decision> decisions = new Pass(rerun, entries, experts).decisions();
      return new Replay(task, pipeline.name(), decisions, code.loaded(), notes(entries, experts));
    }
  }

  /** Whether a rule had a say: nobody else's word is ever changed. */
  private static boolean policies(List<Entry> entries) {
    return entries.stream().anyMatch(DefaultReplays::ruled);
  }

  private static boolean ruled(Entry entry) {
    return entry.record().body() instanceof Body.PolicyEvaluated evaluated
        && !(evaluated.rules().isEmpty() && evaluated.outcome() == Ruling.Outcome.ALLOWED);
  }

  private static List<String> notes(List<Entry> entries, boolean experts) {
    List<String> notes = new ArrayList<>();
    long rulings = entries.stream().filter(DefaultReplays::ruled).count();
    if (rulings > 0) {
      notes.add(
          "Rules of policy had a say in "
              + (rulings == 1 ? "one place" : rulings + " places")
              + "; policy is not asked again here.");
    }
    if (!experts) {
      notes.add("Experts were not asked again; their recorded outputs were used.");
    }
    boolean ended =
        entries.stream().anyMatch(entry -> entry.record().body() instanceof Body.AnswerReleased);
    if (!ended) {
      notes.add("The task has no answer on record: only what is there was repeated.");
    }
    return notes;
  }

  /** One pass over a task's entries. */
  private static final class Pass {
    private final Rerun rerun;
    private final List<Entry> entries;
    private final boolean experts;
    private final List<Decision> decisions = new ArrayList<>();
    private final Map<String, List<Carry>> history = new HashMap<>();
    private final Map<String, Planning.Outcome> planned = new HashMap<>();
    private final Map<String, Code> planners = new HashMap<>();
    private final Map<Integer, Entry> intents = new HashMap<>();
    private Optional<HaltDecision> rootHalt = Optional.empty();

    Pass(Rerun rerun, List<Entry> entries, boolean experts) {
      this.rerun = rerun;
      this.entries = entries;
      this.experts = experts;
    }

    List<Decision> decisions() {
      State state = State.EMPTY;
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        repeat(state, entry, entries.subList(0, i));
        state = Fold.apply(state, entry);
        after(state, entry);
      }
      return decisions;
    }

    private void repeat(State before, Entry entry, List<Entry> earlier) {
      Body body = entry.record().body();
      if (body instanceof Body.PlanRevised b) {
        PlanReplay replay = new PlanReplay(rerun, before, entry);
        add(
            before,
            entry,
            "plan",
            "plan " + b.revision() + " by " + b.planner(),
            f -> replay.revised(b));
      } else if (body instanceof Body.PlanFailed b) {
        PlanReplay replay = new PlanReplay(rerun, before, entry);
        add(before, entry, "plan", "no plan by " + b.planner(), f -> replay.failed(b));
      } else if (body instanceof Body.SubgoalRouted b) {
        RoutingReplay replay =
            new RoutingReplay(rerun, before, entry, Optional.ofNullable(planners.get(path(entry))));
        add(before, entry, "routing", b.subgoal() + " by " + b.gate(), replay::repeat);
      } else if (body instanceof Body.ExpertReturned b && experts) {
        Entry intent = intents.get(b.call());
        add(
            before,
            entry,
            "call",
            "call " + b.call() + " of " + b.expert(),
            f -> CallReplay.repeat(rerun, before, intent, entry));
      } else if (body instanceof Body.CheckMade b) {
        add(
            before,
            entry,
            "check",
            b.check() + " by " + b.verifier(),
            f -> CheckReplay.repeat(rerun, before, entry));
      } else if (body instanceof Body.HaltDecided b) {
        HaltReplay replay = new HaltReplay(rerun, before, entry);
        String path = path(entry);
        add(
            before,
            entry,
            "halt",
            b.action() + " by " + b.policy(),
            fed ->
                replay.repeat(
                    planned.getOrDefault(path, Planning.Outcome.BROKE),
                    Optional.ofNullable(planners.get(path)),
                    policy(),
                    history.getOrDefault(path, List.of()),
                    fed));
      } else if (body instanceof Body.AnswerReleased b) {
        add(
            before,
            entry,
            "answer",
            b.kind().toString(),
            f -> answer(before, entry, b, earlier, f));
      }
    }

    private void add(
        State before, Entry entry, String kind, String what, Rerun.Repetition repetition) {
      decisions.add(rerun.compare(before, entry, kind, what, repetition));
    }

    private static String path(Entry entry) {
      return entry.record().position().path();
    }

    /** Whose code the halting policy was: of any decision that it took itself in this task. */
    private Optional<Code> policy() {
      return entries.stream()
          .map(Entry::record)
          .filter(
              record ->
                  record.body() instanceof Body.HaltDecided halt
                      && halt.policy().equals(rerun.pipeline().halting().id()))
          .flatMap(record -> record.code().stream())
          .findFirst();
    }

    private Differences answer(
        State before,
        Entry entry,
        Body.AnswerReleased recorded,
        List<Entry> earlier,
        List<String> fed)
        throws Unrepeatable {
      if (rootHalt.isEmpty() || recorded.reason() == HaltReason.RECOVERED) {
        throw new Unrepeatable("The host died before the answer; it was closed at its next start.");
      }
      Position at = entry.record().position();
      Answer answer = Answers.of(before.carry(), rootHalt.get(), earlier, "");
      Draft again = Answers.released(at, answer);
      Differences differences = new Differences().compare("", recorded, again.body());
      boolean broke = recorded.reason() == HaltReason.ERROR;
      Set<String> slots = new TreeSet<>(entry.payloads().keySet());
      slots.addAll(again.payloads().keySet());
      for (String slot : slots) {
        boolean words = slot.equals(Slots.MESSAGE);
        if (!(broke && words)) {
          differences.compare(
              slot, digest(entry.payloads().get(slot)), digest(again.payloads().get(slot)));
        }
      }
      if (broke) {
        fed.add("the words on what broke");
      }
      return differences;
    }

    private static Optional<Digest> digest(Artifact artifact) {
      return Optional.ofNullable(artifact).map(Artifact::digest);
    }

    private void after(State state, Entry entry) {
      Body body = entry.record().body();
      String path = path(entry);
      if (body instanceof Body.PlanRevised || body instanceof Body.PlanFailed) {
        planned.put(path, outcome(body));
        entry.record().code().stream().findFirst().ifPresent(code -> planners.put(path, code));
      } else if (body instanceof Body.SubgoalRouted routed
          && routed.decision().action() == RoutingDecision.Action.DECOMPOSE) {
        String below = State.join(path, routed.subgoal());
        history.keySet().removeIf(key -> key.equals(below) || key.startsWith(below + "/"));
      } else if (body instanceof Body.ExpertCalled called) {
        intents.put(called.call(), entry);
      } else if (body instanceof Body.HaltDecided halt) {
        planned.remove(path);
        history.computeIfAbsent(path, key -> new ArrayList<>()).add(state.at(path));
        if (path.isEmpty()) {
          rootHalt = Optional.of(new HaltDecision(halt.action(), halt.reason(), halt.conditions()));
        }
      }
    }

    private static Planning.Outcome outcome(Body body) {
      if (body instanceof Body.PlanFailed failed) {
        return failed.code().equals("no-plan") ? Planning.Outcome.NO_PLAN : Planning.Outcome.BROKE;
      }
      return Planning.Outcome.PLANNED;
    }
  }
}
