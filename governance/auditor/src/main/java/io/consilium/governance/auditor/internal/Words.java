package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.planner.Spend;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.Budget;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One line for each kind of record. Pure. */
final class Words {

  private Words() {}

  static String of(DecisionRecord record) {
    return Plain.line(body(record.body()));
  }

  private static String body(Body body) {
    if (body instanceof Body.TaskAdmitted b) {
      return "admitted to "
          + b.pipeline()
          + " for "
          + b.goal()
          + ", on behalf of "
          + b.principal().tenant()
          + "/"
          + b.principal().actor()
          + "; "
          + budget(b.budget());
    } else if (body instanceof Body.PlanRevised b) {
      return plan(b);
    } else if (body instanceof Body.PlanFailed b) {
      return "no plan from " + b.planner() + ": " + b.code();
    } else if (body instanceof Body.SubgoalRouted b) {
      return b.subgoal() + " (" + b.capability() + ") routed by " + b.gate() + ": " + route(b);
    } else if (body instanceof Body.ExpertCalled b) {
      return "call "
          + b.call()
          + ": asks "
          + b.expert()
          + (b.attempt() > 1 ? ", attempt " + b.attempt() : "")
          + ", "
          + lower(b.effect())
          + ", for up to "
          + duration(Duration.ofMillis(b.timeoutMillis()));
    } else if (body instanceof Body.ExpertReturned b) {
      return returned(b);
    } else if (body instanceof Body.SubgoalSettled b) {
      return settled(b);
    } else if (body instanceof Body.CheckMade b) {
      return check(b);
    } else if (body instanceof Body.HaltDecided b) {
      return halt(b);
    } else if (body instanceof Body.AnswerReleased b) {
      return "answer: " + lower(b.kind()) + " because " + b.reason() + counted(b.outputs());
    }
    return host(body);
  }

  private static String host(Body body) {
    if (body instanceof Body.PolicyEvaluated b) {
      return "policy at "
          + lower(b.point())
          + ": "
          + (b.allowed() ? "allowed" : "denied")
          + " by "
          + b.rule()
          + " (revision "
          + b.revision()
          + ")";
    } else if (body instanceof Body.GuestAbandoned b) {
      return "thread of " + b.plugin() + " lost in call " + b.call() + "; " + b.lost() + " so far";
    } else if (body instanceof Body.HostChanged b) {
      return "host " + lower(b.change()) + ", version " + b.version() + " on Java " + b.java();
    } else if (body instanceof Body.PluginChanged b) {
      return "plugin "
          + b.bundle()
          + " "
          + b.version()
          + " "
          + lower(b.change())
          + (b.cause().isEmpty() ? "" : ": " + b.cause());
    } else if (body instanceof Body.ConfigurationChanged b) {
      return "configuration of " + b.pid() + " changed to " + b.revision();
    } else if (body instanceof Body.KeyRotated b) {
      return "signing key changed from " + b.fromKeyId() + " to " + b.toKeyId();
    } else if (body instanceof Body.Erased b) {
      return "unit " + b.unit() + " erased: " + b.cause();
    } else if (body instanceof Body.Recovered b) {
      return "log recovered: "
          + b.truncatedBytes()
          + " bytes cut off that were never acknowledged"
          + (b.closedTasks().isEmpty() ? "" : "; closed " + String.join(", ", b.closedTasks()));
    } else if (body instanceof Body.Gap b) {
      return "records " + b.from() + " to " + b.to() + " may be missing: " + b.cause();
    }
    throw new IllegalArgumentException("Not a known body (" + body.getClass() + ").");
  }

  private static String plan(Body.PlanRevised b) {
    String subgoals =
        b.subgoals().stream()
            .map(s -> s.id() + (s.optional() ? "?" : "") + " (" + s.capability() + ")")
            .collect(Collectors.joining(", "));
    return "plan "
        + b.revision()
        + " by "
        + b.planner()
        + ", method "
        + b.method()
        + " ("
        + b.cause()
        + (b.changed() ? "" : ", unchanged")
        + "): "
        + subgoals
        + (b.considered().size() > 1 ? "; considered " + String.join(", ", b.considered()) : "");
  }

  private static String route(Body.SubgoalRouted b) {
    RoutingDecision decision = b.decision();
    String chosen =
        decision.chosen().stream()
            .map(c -> c.expert() + " (" + number(c.weight()) + ")")
            .collect(Collectors.joining(", "));
    String fallbacks =
        decision.fallbacks().isEmpty()
            ? ""
            : ", else " + String.join(", then ", decision.fallbacks());
    return lower(decision.action())
        + (chosen.isEmpty() ? "" : " by " + chosen)
        + fallbacks
        + "; entropy "
        + number(decision.entropy())
        + ", margin "
        + number(decision.margin())
        + (decision.explored() ? ", by exploration" : "");
  }

  /** One candidate as a record has it. */
  static String candidate(Body.SubgoalRouted.Scored c, RoutingDecision decision) {
    String standing =
        decision.chosen().stream()
            .filter(choice -> choice.expert().equals(c.expert()))
            .map(choice -> "chosen")
            .findFirst()
            .orElse(decision.fallbacks().contains(c.expert()) ? "fallback" : "");
    String verdict = c.veto().map(veto -> "excluded: " + veto).orElse(standing);
    return Plain.line(
        c.expert()
            + "  "
            + number(c.score())
            + "  "
            + parts(c.parts())
            + (verdict.isEmpty() ? "" : "  " + verdict));
  }

  static String parts(Map<String, Double> parts) {
    return new TreeMap<>(parts)
        .entrySet().stream()
            .map(part -> part.getKey() + " " + number(part.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String returned(Body.ExpertReturned b) {
    boolean solved = b.outcome() == Body.ExpertReturned.Outcome.SOLVED;
    return "call "
        + b.call()
        + ": "
        + b.expert()
        + " "
        + lower(b.outcome())
        + (b.code().isEmpty() ? "" : " (" + b.code() + ")")
        + " after "
        + duration(Duration.ofNanos(b.nanos()))
        + ", cost "
        + number(b.cost())
        + (solved
            ? ", confidence " + number(b.confidence()) + ": " + String.join(", ", b.outputs())
            : "");
  }

  private static String settled(Body.SubgoalSettled b) {
    String by = b.child() ? " by the loop below" : b.call() > 0 ? " by call " + b.call() : "";
    return b.subgoal()
        + " "
        + lower(b.status())
        + by
        + (b.code().isEmpty() ? ", confidence " + number(b.confidence()) : " (" + b.code() + ")");
  }

  private static String check(Body.CheckMade b) {
    return "check "
        + b.check()
        + " by "
        + b.verifier()
        + (b.required() ? ", required: " : ": ")
        + lower(b.verdict())
        + ", score "
        + number(b.score())
        + " of "
        + number(b.threshold())
        + (b.codes().isEmpty() ? "" : " (" + String.join(", ", b.codes()) + ")");
  }

  private static String halt(Body.HaltDecided b) {
    return "halting by "
        + b.policy()
        + ": "
        + lower(b.action())
        + b.reason().map(reason -> " because " + reason).orElse("")
        + "; used "
        + spend(b.spend())
        + "; "
        + b.delta()
        + " changed";
  }

  static String spend(Spend spend) {
    return spend.calls() + " calls, cost " + number(spend.cost()) + ", " + duration(spend.time());
  }

  static String budget(Budget budget) {
    return "may use "
        + budget.cycles()
        + " cycles, "
        + budget.steps()
        + " calls, cost "
        + number(budget.cost())
        + ", "
        + duration(budget.time())
        + ", "
        + budget.levels()
        + " levels";
  }

  private static String counted(Map<String, Integer> outputs) {
    List<String> names =
        new TreeMap<>(outputs)
            .entrySet().stream()
                .map(out -> out.getKey() + (out.getValue() == 1 ? "" : " x" + out.getValue()))
                .toList();
    return names.isEmpty() ? "" : ": " + String.join(", ", names);
  }

  static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Two decimals at most, and no more than needed. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  static String duration(Duration time) {
    return time.compareTo(Duration.ofSeconds(1)) < 0
        ? time.toMillis() + " ms"
        : number(time.toMillis() / 1000.0) + " s";
  }
}
