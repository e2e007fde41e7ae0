package io.consilium.api.ledger;

import io.consilium.api.expert.Effect;
import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Spend;
import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one record says. The family is closed and versioned: {@link DecisionRecord#SCHEMA}. Bodies
 * hold ids, codes and numbers only; whatever a person or a model wrote stands in the record's
 * payloads, as a commitment.
 *
 * <p>Payload slots are named beside each body. A slot may be missing where there is nothing to say.
 */
public sealed interface Body {

  /**
   * A task was accepted. Payload slots: {@code input.<i>} and {@code label.<i>} by position in
   * {@code roles}; above 100 inputs all labels share the slot {@code labels}, as a JSON list;
   * {@code pipeline}, as it was declared; {@code name}, who handed it in, if he said so.
   *
   * @param roles the role of each input
   * @param pipelineDigest SHA-256 of the pipeline file
   */
  record TaskAdmitted(
      String pipeline,
      String pipelineDigest,
      String goal,
      List<String> roles,
      Budget budget,
      Principal principal,
      long admittedMillis,
      long seed)
      implements Body {
    public TaskAdmitted {
      roles = List.copyOf(roles);
    }
  }

  /**
   * An H-cycle began with this plan. Payload slot: {@code plan}, the whole plan.
   *
   * @param cause why it is as it is
   * @param subgoals what the plan holds
   * @param considered alternatives looked at
   */
  record PlanRevised(
      String planner,
      int revision,
      String method,
      String cause,
      boolean changed,
      List<Planned> subgoals,
      List<String> considered,
      Optional<HaltEstimate> estimate)
      implements Body {
    /** One subgoal of the plan. */
    public record Planned(String id, String capability, boolean optional) {}

    public PlanRevised {
      subgoals = List.copyOf(subgoals);
      considered = List.copyOf(considered);
    }
  }

  /** The planner knew no way, or broke. Payload slot: {@code message}. */
  record PlanFailed(String planner, String code) implements Body {}

  /**
   * The gate decided. Payload slot: {@code candidates}, all of them with details.
   *
   * @param routing number of this decision within the task, from 1
   * @param candidates the chosen and the best, 16 at most
   * @param stood how many stood for choice
   */
  record SubgoalRouted(
      String subgoal,
      String capability,
      int routing,
      String gate,
      List<Scored> candidates,
      int stood,
      RoutingDecision decision)
      implements Body {
    /** A candidate in brief. */
    public record Scored(
        String expert,
        double score,
        Map<String, Double> parts,
        Optional<String> veto,
        double load) {
      public Scored {
        parts = Map.copyOf(parts);
      }
    }

    public SubgoalRouted {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * An expert is about to be called; for a call with effects this is the intent. Payload slots:
   * {@code in.<name>.<i>}; above 100 they are left out, being what the plan's references stood for.
   *
   * @param call number of this call within the task, from 1
   * @param routing the decision it follows from
   * @param attempt 1, or more for a fallback
   */
  record ExpertCalled(
      String subgoal,
      int call,
      int routing,
      int attempt,
      String expert,
      Effect effect,
      long timeoutMillis,
      long seed)
      implements Body {}

  /**
   * How a call ended. Payload slots: {@code out.<name>}, {@code facts}, {@code message}.
   *
   * @param outcome how
   * @param code reason code when not solved, else empty
   * @param nanos time it took
   * @param outputs names of the outputs, sorted
   */
  record ExpertReturned(
      String subgoal,
      int call,
      String expert,
      Outcome outcome,
      String code,
      double confidence,
      long nanos,
      double cost,
      List<String> outputs)
      implements Body {
    /** How a call ended, as the host sees it. */
    public enum Outcome {
      SOLVED,
      DECLINED,
      FAILED,
      /** It threw, or returned what the contract forbids. */
      BROKE,
      /** The deadline passed; the guest's thread came back when cancelled. */
      TIMED_OUT,
      /** The deadline passed and the guest's thread never came back; it is lost to the host. */
      ABANDONED,
      CANCELLED,
      /** The service vanished before or during the call. */
      GONE,
      /** A call with effects was under way when the host died; never retried by itself. */
      UNKNOWN
    }

    public ExpertReturned {
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * A subgoal is settled: by a call, by a child loop, or by nobody.
   *
   * @param call the call whose outputs count; 0 if there is none
   * @param child true if the loop below settled it
   * @param code reason code when not solved, else empty. Payload slot: {@code message}
   */
  record SubgoalSettled(
      String subgoal, Result.Status status, int call, boolean child, double confidence, String code)
      implements Body {}

  /**
   * A verifier judged. Payload slots: {@code in.<name>.<i>}, as of a call; {@code findings}.
   *
   * @param verdict accepted, rejected, undecided or broke
   * @param codes codes of the findings
   */
  record CheckMade(
      String check,
      String verifier,
      boolean required,
      Kind verdict,
      double score,
      double threshold,
      List<String> codes,
      long nanos)
      implements Body {
    /** The verdict's kind. */
    public enum Kind {
      ACCEPTED,
      REJECTED,
      UNDECIDED,
      BROKE
    }

    public CheckMade {
      codes = List.copyOf(codes);
    }
  }

  /**
   * What a version that is tried beside another gave for the same assignment. It is never used, and
   * no budget is charged for it. Since no answer waits for it, it may stand after the task's
   * answer. Payload slots: {@code out.<name>}, {@code facts}, {@code message}; the record's code is
   * the tried one.
   *
   * @param call the call whose assignment it was
   * @param agrees whether it ended as that call did, with the same outputs by digest
   */
  record ShadowReturned(
      String subgoal,
      int call,
      String expert,
      ExpertReturned.Outcome outcome,
      String code,
      double confidence,
      long nanos,
      boolean agrees)
      implements Body {}

  /**
   * A verifier judged what {@link ShadowReturned} gave, as if it had been used. Nothing follows
   * from it but what is known of the tried version. It may stand after the task's answer. Payload
   * slots as of {@link CheckMade}; the record's code is the verifier's, then the tried one.
   *
   * @param call the call whose assignment it was
   * @param expert whose outputs were judged
   */
  record ShadowChecked(
      String subgoal,
      int call,
      String expert,
      String check,
      String verifier,
      boolean required,
      CheckMade.Kind verdict,
      double score,
      double threshold,
      List<String> codes,
      long nanos)
      implements Body {
    public ShadowChecked {
      codes = List.copyOf(codes);
    }
  }

  /**
   * An H-cycle ended. Exactly one stands for each cycle of each loop.
   *
   * @param conditions every condition looked at
   * @param spend what the loop has used
   * @param delta results that changed in this cycle
   * @param best names of the outputs that are there
   */
  record HaltDecided(
      String policy,
      HaltDecision.Action action,
      Optional<HaltReason> reason,
      List<Condition> conditions,
      Optional<HaltEstimate> estimate,
      Spend spend,
      Budget budget,
      int delta,
      List<String> best)
      implements Body {
    public HaltDecided {
      conditions = List.copyOf(conditions);
      best = List.copyOf(best);
    }
  }

  /**
   * An answer may be shown, once this is durable. Payload slots: {@code out.<name>.<i>}, {@code
   * message}; above 100 outputs those are left out, being what the plan's outputs stood for.
   *
   * @param outputs output name to how many artifacts
   */
  record AnswerReleased(Kind kind, HaltReason reason, Map<String, Integer> outputs)
      implements Body {
    /** The answer's kind. */
    public enum Kind {
      ANSWERED,
      BEST_EFFORT,
      REFUSED
    }

    public AnswerReleased {
      outputs = Map.copyOf(outputs);
    }
  }

  /**
   * Policy was asked, or once for each task that nothing is ruled about it. Payload slots: {@code
   * input}, the question; {@code message}, why it is denied.
   *
   * @param revision SHA-256 over the rule files; empty without rules
   * @param rules every rule that matched or broke
   * @param required verifiers that the plan must ask as well
   * @param budget the loop's from here on, if it was capped
   * @param masked what the answer must not hold
   * @param nanos time that the ruling took
   */
  record PolicyEvaluated(
      PolicyPoint point,
      String revision,
      Ruling.Outcome outcome,
      List<Ruling.Matched> rules,
      List<String> required,
      Optional<Budget> budget,
      List<String> masked,
      long nanos)
      implements Body {
    public PolicyEvaluated {
      rules = List.copyOf(rules);
      required = List.copyOf(required);
      masked = List.copyOf(masked);
    }

    /**
     * What is to be recorded of a ruling.
     *
     * @param budget the budget now, if it is one that a ruling could cap
     */
    public static PolicyEvaluated of(Ruling ruling, Optional<Budget> budget) {
      return new PolicyEvaluated(
          ruling.point(),
          ruling.revision(),
          ruling.outcome(),
          ruling.rules(),
          ruling.required().stream().map(PolicyAnswer.Require::verifier).toList(),
          budget.flatMap(ruling::within),
          ruling.masked(),
          ruling.took().toNanos());
    }
  }

  /**
   * A task waits for people from here on. Payload slots: {@code input}, the question; {@code
   * shown}, what they are shown; {@code about}, digests of what the question is about.
   *
   * @param approval number of this wait within the task, from 1
   * @param approvers how many different people must approve, none of them the submitter
   * @param untilMillis when it ends by itself, in milliseconds since 1970
   * @param otherwise what holds then: true to go on
   * @param usedMillis time that the task had used
   */
  record ApprovalAsked(
      int approval,
      PolicyPoint point,
      List<String> rules,
      int approvers,
      long untilMillis,
      boolean otherwise,
      long usedMillis)
      implements Body {
    public ApprovalAsked {
      rules = List.copyOf(rules);
    }
  }

  /** A person approved or refused. Payload slots: {@code name}, who; {@code message}, his words. */
  record ApprovalGiven(int approval, boolean granted) implements Body {}

  /** A task waits no longer: enough people approved, one refused, or the time ran out. */
  record ApprovalEnded(int approval, boolean granted, boolean timedOut) implements Body {}

  /**
   * A person put another output in the place of a result's. Payload slots: {@code out.<name>};
   * {@code name}, who; {@code message}, why.
   *
   * @param approval the wait in which it was done
   */
  record Corrected(int approval, String subgoal, String output) implements Body {}

  /** A guest's thread did not come back and is lost to the host; {@code lost} counts them all. */
  record GuestAbandoned(String plugin, int call, int lost) implements Body {}

  /** The host began or ended. */
  record HostChanged(Change change, String version, String java) implements Body {
    /** What happened. */
    public enum Change {
      STARTED,
      STOPPED
    }
  }

  /**
   * A plugin's life changed; the code itself is named in the record's {@code code}.
   *
   * @param cause a code with figures where it has some, such as {@code dropped}, {@code canary
   *     0.10}, {@code accepted 48 of 50} or {@code faults 5 of 20}
   */
  record PluginChanged(Change change, String bundle, String version, String cause) implements Body {
    /** What happened. */
    public enum Change {
      INSTALLED,
      STARTED,
      REPLACED,
      REMOVED,
      REFUSED,
      /** It began beside another version: for a share of the tasks, or as a shadow. */
      TRIED,
      /** It was tried and takes the other version's place. */
      PROMOTED,
      /** The version before is back in its place. */
      ROLLED_BACK,
      /** Its calls failed so often that it gets none for a while. */
      QUARANTINED,
      /** It gets calls again. */
      RELEASED
    }
  }

  /** Configuration was changed. */
  record ConfigurationChanged(String pid, String revision) implements Body {}

  /**
   * What a witness of the log does changed; said at a change, not at every checkpoint.
   *
   * @param witness its key's name
   * @param code why, such as {@code timeout}, {@code http-503}, {@code larger} or {@code fork}
   * @param size records under the checkpoint that it was asked to cosign
   * @param held records under the checkpoint that it holds, as it says; 0 if it did not say
   */
  record WitnessChanged(String witness, State state, String code, long size, long held)
      implements Body {
    /** What it does. */
    public enum State {
      COSIGNING,
      /** It does not answer, or not with a cosignature. */
      AWAY,
      /** It holds another history of this log than the host: an alarm. */
      CONFLICT
    }
  }

  /**
   * The log's signing key was changed: the old key's last checkpoint covers this record, and from
   * then on the new one signs. Payload slots: {@code name}, {@code message}.
   *
   * @param fromKeyId eight hexadecimal digits (C2SP signed-note)
   * @param toKeyId the same of the new key
   * @param toKey the new verifier key, {@code name+keyid+base64}
   */
  record KeyRotated(String fromKeyId, String toKeyId, String toKey, Principal by) implements Body {}

  /**
   * An erasure unit's key and salt are destroyed from here on. Payload slots: {@code name}, {@code
   * message}.
   *
   * @param unit a task's id, or a data subject's pseudonym
   * @param cause {@code asked} by a person, or {@code retention}
   * @param by who asked, or the ledger itself
   */
  record Erased(String unit, String cause, Principal by) implements Body {}

  /**
   * A person was shown payloads. Payload slots: {@code name}, {@code message}, which says why.
   *
   * @param slots which
   */
  record PayloadRead(Principal by, List<Slot> slots) implements Body {
    /** A payload by the record that holds it. */
    public record Slot(long sequence, String slot) {}

    public PayloadRead {
      slots = List.copyOf(slots);
    }
  }

  /**
   * What the ledger may use of the disk runs out.
   *
   * @param usedBytes on disk now
   * @param budgetBytes what it may use
   */
  record StorageAlarm(Level level, long usedBytes, long budgetBytes) implements Body {
    /** How far it has come. */
    public enum Level {
      /** Long before the end: time to act. */
      WARNED,
      /** No new task is taken. */
      FULL,
      /** There is room again. */
      CLEARED
    }
  }

  /**
   * The wall clock moved otherwise than the monotonic one since the record before: times before and
   * after cannot be compared.
   *
   * @param millis how far it jumped; negative if it was put back
   */
  record ClockJumped(long millis) implements Body {}

  /**
   * After a crash the log was opened again.
   *
   * @param truncatedBytes bytes cut off that were never acknowledged
   */
  record Recovered(long truncatedBytes, List<String> closedTasks) implements Body {
    public Recovered {
      closedTasks = List.copyOf(closedTasks);
    }
  }

  /**
   * Records that had been acknowledged are missing here, and a person let the log go on without
   * them. Their numbers are given again.
   *
   * @param from the first that is missing
   * @param to the last that is known of; less than {@code from} if none is known
   * @param cause a code
   */
  record Gap(long from, long to, String cause) implements Body {}
}
