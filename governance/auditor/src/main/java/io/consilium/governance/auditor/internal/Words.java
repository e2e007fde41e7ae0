package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.planner.Spend;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.Budget;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One line for each kind of a task's records, and how numbers and times are told. Pure. */
final class Words {

  private Words() {}

  static String of(DecisionRecord record) {
    boolean shadow = ShadowWords.call(record.body()).isPresent();
    return Plain.line(shadow ? ShadowWords.line(record) : body(record.body()));
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
    return HostWords.of(body);
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

  static String check(Body.CheckMade b) {
    return "check "
        + b.check()
        + " by "
        + b.verifier()
        + (b.required() ? ", required: " : ": ")
        + lower(b.verdict())
        + ", score "
        + pair(b.score(), ", needs ", b.threshold())
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
    return count(spend.calls(), "call")
        + ", cost "
        + number(spend.cost())
        + ", "
        + duration(spend.time());
  }

  static String budget(Budget budget) {
    return "may use "
        + count(budget.cycles(), "cycle")
        + ", "
        + count(budget.steps(), "call")
        + ", cost "
        + number(budget.cost())
        + ", "
        + duration(budget.time())
        + ", "
        + count(budget.levels(), "level");
  }

  private static String counted(Map<String, Integer> outputs) {
    return outputs.isEmpty() ? "" : ": " + names(outputs);
  }

  /** Names of outputs, and how many there are where it is not one. */
  static String names(Map<String, Integer> outputs) {
    return new TreeMap<>(outputs)
        .entrySet().stream()
            .map(out -> out.getKey() + (out.getValue() == 1 ? "" : " x" + out.getValue()))
            .collect(Collectors.joining(", "));
  }

  static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** As many of a thing, such as {@code 1 call} or {@code 2 calls}. */
  static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** A count for a person, thousands apart. */
  static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Two decimals, or two digits of what is small, and no more than needed. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return Math.abs(value) < 0.0995 && Math.abs(value) > 1e-6
        ? new BigDecimal(value).round(new MathContext(2)).toPlainString()
        : String.format(Locale.ROOT, "%.2f", value);
  }

  /** A value and what it is held against, with digits enough to tell them apart. */
  static String pair(double value, String between, double bound) {
    boolean close = value != bound && number(value).equals(number(bound));
    return close
        ? BigDecimal.valueOf(value).toPlainString()
            + between
            + BigDecimal.valueOf(bound).toPlainString()
        : number(value) + between + number(bound);
  }

  static String duration(Duration time) {
    if (time.compareTo(Duration.ofMillis(10)) < 0) {
      BigDecimal millis = BigDecimal.valueOf(time.toNanos(), 6);
      BigDecimal shown = millis.round(new MathContext(2)).stripTrailingZeros();
      return (shown.scale() > 3 ? "0" : shown.toPlainString()) + " ms";
    }
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      return time.toMillis() + " ms";
    }
    int decimals = time.compareTo(Duration.ofSeconds(10)) < 0 ? 2 : 1;
    BigDecimal seconds = BigDecimal.valueOf(time.toMillis(), 3);
    BigDecimal round = seconds.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
    return round.toPlainString() + " s";
  }

  /** A record's time for a person, to the second. */
  static String time(String time) {
    return time.length() < 19 ? time : time.substring(0, 19).replace('T', ' ') + " UTC";
  }
}
