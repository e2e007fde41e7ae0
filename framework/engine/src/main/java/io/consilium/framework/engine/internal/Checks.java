package io.consilium.framework.engine.internal;

import io.consilium.api.host.CallContext;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Checked;
import io.consilium.api.planner.Ref;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The checks at the end of an H-cycle: those whose required inputs are there and which were not
 * made on the same inputs before. All run at once; a verifier that breaks gives a verdict of its
 * own.
 */
final class Checks {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,47}");
  private static final int MAX_CODES = 32;

  /** A verdict with its findings as they go on record. */
  record Judged(Verdict verdict, Artifact findings) {}

  private final TaskRun run;
  private final String path;

  Checks(TaskRun run, String path) {
    this.run = run;
    this.path = path;
  }

  void run() {
    State state = run.journal().state();
    Carry carry = state.at(path);
    Position at = Loop.position(carry, path, 0);
    List<Supplier<List<Draft>>> made = new ArrayList<>();
    for (Check check : carry.plan().orElseThrow().checks()) {
      Map<String, List<Artifact>> inputs = carry.resolve(check.inputs());
      if (!run.stopping() && possible(carry, check) && due(state, carry, check, inputs)) {
        made.add(make(at, check, inputs, Pursuit.SUCCESSIONS));
      }
    }
    List<Draft> drafts = new ArrayList<>();
    made.forEach(drafted -> drafts.addAll(drafted.get()));
    run.journal().append(now -> drafts);
  }

  /** Whether what a check needs is there. */
  static boolean possible(Carry carry, Check check) {
    return check.inputs().values().stream()
        .flatMap(List::stream)
        .noneMatch(ref -> absent(carry, ref));
  }

  private static boolean absent(Carry carry, Ref ref) {
    return !ref.optional() && carry.resolve(ref).isEmpty();
  }

  private boolean due(State state, Carry carry, Check check, Map<String, List<Artifact>> inputs) {
    Checked before = carry.checks().get(check.id());
    return before == null
        || !before.inputs().equals(inputs)
        || !check.equals(state.checkedAs().get(State.join(path, check.id())));
  }

  /**
   * Begins a check; its drafts are made by who waits for them, so that nothing breaks unseen.
   *
   * @param successions how often it moves on to a successor: some come and go without end
   */
  private Supplier<List<Draft>> make(
      Position at, Check check, Map<String, List<Artifact>> inputs, int successions) {
    Optional<Guest<Verifier>> found = run.host().plugins().verifier(run.id(), check.verifier());
    if (found.isEmpty() || found.get().stage() != Guest.Stage.READY) {
      String message = "The verifier " + check.verifier() + " is not installed.";
      Judged judged = broke("no-verifier", message);
      return () -> List.of(draft(at, check, inputs, judged, List.of(), 0));
    }
    Guest<Verifier> guest = found.get();
    Claim claim = new Claim(check.id(), inputs, check.settings());
    CompletableFuture<Ended<Judged>> done = new CompletableFuture<>();
    run.<Verifier, Judged>call(
        guest,
        spec(at, guest, check),
        (verifier, context) ->
            judge(verifier, claim, context, run.host().guests().limits().output()),
        done::complete);
    return () -> {
      Ended<Judged> ended = done.join();
      boolean replaced = ended.tornFrom(guest) && run.host().plugins().successor(guest).isPresent();
      if (!replaced || successions == 0) {
        return drafts(at, check, inputs, guest, ended);
      }
      List<Draft> drafts = new ArrayList<>();
      if (ended.how() == How.ABANDONED) {
        drafts.add(run.abandoned(at, guest, 0));
      }
      // Replaced while it judged: the successor judges.
      drafts.addAll(make(at, check, inputs, successions - 1).get());
      return drafts;
    };
  }

  private CallSpec spec(Position at, Guest<Verifier> guest, Check check) {
    return new CallSpec(
        at,
        Budgets.nanos(guest.descriptor(VerifierDescriptor.class).timeout()),
        run.deadline(),
        seed(run, at, check),
        message -> run.journal().say(at, guest.id(), message));
  }

  static long seed(TaskRun run, Position at, Check check) {
    long seed = run.journal().state().carry().task().seed();
    return Seeds.of(seed, State.join(at.path(), check.id()), at.hCycle());
  }

  /** On the verifier's thread. */
  static Judged judge(Verifier verifier, Claim claim, CallContext context, Limits.Output limits)
      throws Exception {
    Verdict verdict =
        Objects.requireNonNull(verifier.verify(claim, context), "the verifier returned null");
    if (!Double.isFinite(Verdicts.score(verdict))
        || !Double.isFinite(Verdicts.threshold(verdict))) {
      throw new IllegalArgumentException("the verdict's score or threshold is not finite");
    }
    Artifact findings = Slots.json(verdict.findings());
    long most = limits.bytes();
    if (findings.size() > most) {
      throw new IllegalArgumentException(
          "its findings take " + findings.size() + " bytes, " + most + " are allowed");
    }
    return new Judged(verdict, findings);
  }

  private List<Draft> drafts(
      Position at,
      Check check,
      Map<String, List<Artifact>> inputs,
      Guest<Verifier> guest,
      Ended<Judged> ended) {
    Judged judged = ended.returned() ? ended.value() : broke(ended.how().code(), ended.message());
    List<Draft> drafts = new ArrayList<>();
    drafts.add(draft(at, check, inputs, judged, List.of(guest.code()), ended.nanos()));
    if (ended.how() == How.ABANDONED) {
      drafts.add(run.abandoned(at, guest, 0));
    }
    return drafts;
  }

  static Judged broke(String code, String message) {
    Verdict verdict = new Verdict.Broke(List.of(new Finding(code, message)));
    return new Judged(verdict, Slots.json(verdict.findings()));
  }

  static Draft draft(
      Position at,
      Check check,
      Map<String, List<Artifact>> inputs,
      Judged judged,
      List<Code> code,
      long nanos) {
    Map<String, Artifact> payloads = new HashMap<>(Slots.inputs(inputs));
    payloads.put(Slots.FINDINGS, judged.findings());
    Verdict verdict = judged.verdict();
    return new Draft(
        at,
        new Body.CheckMade(
            check.id(),
            check.verifier(),
            check.required(),
            Verdicts.kind(verdict),
            Verdicts.score(verdict) + 0.0,
            Verdicts.threshold(verdict) + 0.0,
            verdict.findings().stream()
                .map(finding -> CODE.matcher(finding.code()).matches() ? finding.code() : "other")
                .distinct()
                .limit(MAX_CODES)
                .toList(),
            nanos),
        code,
        payloads);
  }
}
