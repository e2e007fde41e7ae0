package io.consilium.api.policy;

import io.consilium.api.host.Settings;
import io.consilium.api.planner.Ref;
import io.consilium.api.task.Budget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What policy says at a point. {@link Ruling} holds the answers that count. */
public sealed interface PolicyAnswer {

  /** Go on. */
  record Allow() implements PolicyAnswer {}

  /**
   * Stop.
   *
   * @param rule the rule that forbids it
   * @param message for a person
   */
  record Deny(String rule, String message) implements PolicyAnswer {
    public Deny {
      Objects.requireNonNull(rule, "rule");
      Objects.requireNonNull(message, "message");
    }
  }

  /**
   * Go on with one more required check in the plan.
   *
   * @param rule the rule that asks for it
   * @param verifier id of the verifier
   * @param inputs input name to references into the plan; empty stands for the plan's outputs
   * @param settings handed to the verifier
   */
  record Require(String rule, String verifier, Map<String, List<Ref>> inputs, Settings settings)
      implements PolicyAnswer {
    public Require {
      Objects.requireNonNull(rule, "rule");
      Objects.requireNonNull(verifier, "verifier");
      Objects.requireNonNull(settings, "settings");
      inputs = Map.copyOf(inputs);
    }
  }

  /**
   * Go on within a lower budget.
   *
   * @param most upper bounds; what is not bounded stands as the largest value there is
   */
  record Cap(Budget most) implements PolicyAnswer {
    /** No bound at all. */
    public static final Budget ANY =
        new Budget(
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Duration.ofDays(3_650),
            Double.MAX_VALUE,
            Integer.MAX_VALUE);

    public Cap {
      Objects.requireNonNull(most, "most");
    }

    /** Each bound the lower of two. */
    public static Budget lower(Budget a, Budget b) {
      return new Budget(
          Math.min(a.cycles(), b.cycles()),
          Math.min(a.steps(), b.steps()),
          a.time().compareTo(b.time()) < 0 ? a.time() : b.time(),
          Math.min(a.cost(), b.cost()),
          Math.min(a.levels(), b.levels()));
    }
  }

  /**
   * Go on, but keep something back.
   *
   * @param paths outputs, as {@code report}, and fields of JSON outputs, as {@code report.text} or
   *     {@code table.rows.0}; a number stands for a place in a list, {@code *} for all
   */
  record Mask(List<String> paths) implements PolicyAnswer {
    public Mask {
      paths = List.copyOf(paths);
    }
  }

  /**
   * Wait for people.
   *
   * @param rules the rules that ask for it
   * @param approvers how many different people must approve, at least 1
   * @param within how long to wait
   * @param granted what holds when nobody decided in time: true to go on
   * @param shown what an approver is shown, in order
   */
  record Approval(
      List<String> rules, int approvers, Duration within, boolean granted, List<Shown> shown)
      implements PolicyAnswer {
    /** One thing to look at. */
    public record Shown(String what, String value) {}

    public Approval {
      Objects.requireNonNull(within, "within");
      rules = List.copyOf(rules);
      shown = List.copyOf(shown);
      if (approvers < 1) {
        throw new IllegalArgumentException("An approval needs one approver at least.");
      }
    }
  }
}
