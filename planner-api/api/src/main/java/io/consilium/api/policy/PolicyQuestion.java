package io.consilium.api.policy;

import io.consilium.api.expert.Effect;
import java.util.List;

/**
 * What policy is asked about: the variables of a point's rules, by the names of the components.
 * Texts that are not there are empty. Contents are described, never shown.
 */
public sealed interface PolicyQuestion {

  PolicyPoint point();

  /**
   * The task.
   *
   * @param level of the loop that asks; 0 at the root
   * @param path of the loop that asks; empty at the root
   * @param cycle H-cycle of that loop; 0 before the first
   */
  record Task(
      String id,
      String pipeline,
      String pipelineDigest,
      String goal,
      String tenant,
      String actor,
      String path,
      int level,
      int cycle) {}

  /** Content, by its description: input or output name, media type, size in bytes. */
  record Content(String name, String media, long bytes) {}

  /** A budget, {@code seconds} being its time. */
  record Limits(int cycles, int steps, double seconds, double cost, int levels) {}

  /** What a loop has used. */
  record Spent(int calls, double cost, double seconds) {}

  /** A subgoal of a plan. */
  record Goal(String id, String capability, boolean optional) {}

  /** A check of a plan; verdict and score once it was made, else empty and 0. */
  record Check(String id, String verifier, boolean required, String verdict, double score) {}

  /** An expert and its code; {@code signer} is empty for an unsigned jar. */
  record Expert(
      String id,
      String bundle,
      String version,
      String digest,
      String signer,
      Effect effect,
      double cost) {}

  /**
   * What a jar says of one plugin in it, before anything of it runs: {@code kind} is {@code
   * expert}, {@code verifier}, {@code planner}, {@code gate} or {@code halting}; effect and
   * capabilities are an expert's, of all others {@link Effect#PURE} and none.
   */
  record Claimed(String kind, String id, Effect effect, List<String> capabilities) {
    public Claimed {
      capabilities = List.copyOf(capabilities);
    }
  }

  /** {@link PolicyPoint#TASK_ADMITTED}. */
  record TaskAdmitted(Task task, List<Content> inputs, Limits budget) implements PolicyQuestion {
    @Override
    public PolicyPoint point() {
      return PolicyPoint.TASK_ADMITTED;
    }
  }

  /** {@link PolicyPoint#PLAN_ACCEPTED}: {@code outputs} by name. */
  record PlanAccepted(
      Task task,
      String planner,
      String method,
      List<Goal> subgoals,
      List<Check> checks,
      List<String> outputs,
      Limits budget,
      Spent spent)
      implements PolicyQuestion {
    @Override
    public PolicyPoint point() {
      return PolicyPoint.PLAN_ACCEPTED;
    }
  }

  /** {@link PolicyPoint#ROUTING}: {@code score} is the candidate's, before any gate. */
  record Routing(Task task, Goal subgoal, Expert expert, double score, Spent spent)
      implements PolicyQuestion {
    @Override
    public PolicyPoint point() {
      return PolicyPoint.ROUTING;
    }
  }

  /** {@link PolicyPoint#BEFORE_EFFECT}: {@code attempt} from 1, more for a fallback. */
  record BeforeEffect(
      Task task, Goal subgoal, Expert expert, int attempt, List<Content> inputs, Spent spent)
      implements PolicyQuestion {
    @Override
    public PolicyPoint point() {
      return PolicyPoint.BEFORE_EFFECT;
    }
  }

  /**
   * {@link PolicyPoint#BEFORE_ANSWER}: {@code kind} is {@code answered}, {@code best-effort} or
   * {@code refused}; {@code reason} as {@link io.consilium.api.task.HaltReason}, such as {@code
   * step-cap}; {@code confidence} the lowest among the results of the plan.
   */
  record BeforeAnswer(
      Task task,
      String kind,
      String reason,
      double confidence,
      List<Content> outputs,
      List<Check> checks,
      Spent spent)
      implements PolicyQuestion {
    @Override
    public PolicyPoint point() {
      return PolicyPoint.BEFORE_ANSWER;
    }
  }

  /**
   * {@link PolicyPoint#PLUGIN_INSTALLED}: {@code replaces} a version, if any; no {@code claims} of
   * a jar that makes none; {@code isolated} if none of its code would ever run in the host's own
   * process.
   */
  record PluginInstalled(
      String bundle,
      String version,
      String digest,
      String signer,
      String file,
      String replaces,
      List<Claimed> claims,
      boolean isolated)
      implements PolicyQuestion {
    public PluginInstalled {
      claims = List.copyOf(claims);
    }

    /** A jar whose code runs in the host. */
    public PluginInstalled(
        String bundle,
        String version,
        String digest,
        String signer,
        String file,
        String replaces,
        List<Claimed> claims) {
      this(bundle, version, digest, signer, file, replaces, claims, false);
    }

    /** A jar that claims nothing. */
    public PluginInstalled(
        String bundle, String version, String digest, String signer, String file, String replaces) {
      this(bundle, version, digest, signer, file, replaces, List.of());
    }

    @Override
    public PolicyPoint point() {
      return PolicyPoint.PLUGIN_INSTALLED;
    }
  }

  /** {@link PolicyPoint#CONFIGURATION_CHANGED}: revisions are digests; {@code before} if any. */
  record ConfigurationChanged(String pid, String before, String after) implements PolicyQuestion {
    @Override
    public PolicyPoint point() {
      return PolicyPoint.CONFIGURATION_CHANGED;
    }
  }
}
