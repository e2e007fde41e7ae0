package io.consilium.expert.solver.internal;

import io.consilium.expert.solver.internal.Sheet.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Changes the fewest figures so that every sum holds: an integer program over one yes-or-no a
 * figure and value it might have had. A likely misreading and an uncertain figure are cheaper.
 */
final class TableRepair {
  private static final double UNSURE = 0.6;
  private static final double LIKELY = 0.35;
  private static final int MOST_CHOICES = 400;

  static {
    IdleThreads.end();
  }

  private record Choice(Figure figure, double value, double cost, Variable taken) {}

  private final List<Sum> sums;
  private final boolean exactly;

  private TableRepair(List<Sum> sums, boolean exactly) {
    this.sums = sums;
    this.exactly = exactly;
  }

  /** New values of the figures to change; empty if all holds or no repair can be trusted. */
  static Map<Figure, Double> repair(List<Sum> sums, Duration time) {
    long exact = sums.stream().filter(sum -> sum.holds(true)).count();
    boolean exactly = sums.size() >= 3 && exact * 3 >= sums.size() * 2;
    Map<Figure, Double> changed = new LinkedHashMap<>();
    for (List<Sum> group : linked(sums)) {
      changed.putAll(new TableRepair(group, exactly).run(time));
    }
    return changed;
  }

  /** Sums that share figures stand or fall together; others are repaired by themselves. */
  private static List<List<Sum>> linked(List<Sum> sums) {
    List<List<Sum>> groups = new ArrayList<>();
    for (Sum sum : sums) {
      List<Sum> joined = new ArrayList<>(List.of(sum));
      groups.removeIf(
          group -> {
            boolean touches = group.stream().anyMatch(other -> touch(sum, other));
            if (touches) {
              joined.addAll(group);
            }
            return touches;
          });
      groups.add(joined);
    }
    return groups;
  }

  private static boolean touch(Sum one, Sum other) {
    Set<Figure> figures = new HashSet<>(one.parts());
    figures.add(one.total());
    return figures.contains(other.total()) || other.parts().stream().anyMatch(figures::contains);
  }

  private Map<Figure, Double> run(Duration time) {
    List<Sum> broken = sums.stream().filter(sum -> !sum.holds(exactly)).toList();
    if (broken.isEmpty()) {
      return Map.of();
    }
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    model.options.time_abort = Math.max(1, time.toMillis());
    model.options.time_suffice = Math.max(1, time.toMillis());
    Map<Figure, List<Choice>> choices = choices(broken, model);
    if (choices.values().stream().mapToInt(List::size).sum() > MOST_CHOICES) {
      return Map.of();
    }
    for (Sum sum : sums) {
      constrain(model, sum, choices);
    }
    Optimisation.Result result = model.minimise();
    return result.getState().isFeasible() ? taken(choices, result, model, broken) : Map.of();
  }

  private Map<Figure, List<Choice>> choices(List<Sum> broken, ExpressionsBasedModel model) {
    Map<Figure, Set<Double>> values = new LinkedHashMap<>();
    for (Sum sum : broken) {
      double excess = sum.excess();
      double step = sum.step();
      candidate(values, sum.total(), sum.total().value() - excess, step);
      sum.parts().forEach(part -> candidate(values, part, part.value() + excess, step));
    }
    Map<Figure, List<Choice>> choices = new LinkedHashMap<>();
    for (Map.Entry<Figure, Set<Double>> entry : values.entrySet()) {
      Figure figure = entry.getKey();
      Expression once = model.newExpression("once " + choices.size()).upper(1);
      List<Choice> list = new ArrayList<>();
      for (double value : entry.getValue()) {
        double cost = cost(figure, value);
        Variable taken =
            model.newVariable("take " + choices.size() + "/" + list.size()).binary().weight(cost);
        once.set(taken, 1);
        list.add(new Choice(figure, value, cost, taken));
      }
      choices.put(figure, list);
    }
    return choices;
  }

  private static void candidate(
      Map<Figure, Set<Double>> values, Figure figure, double value, double step) {
    values
        .computeIfAbsent(figure, f -> new LinkedHashSet<>())
        .add(Math.rint(value / step) / Math.rint(1 / step));
  }

  private static double cost(Figure figure, double value) {
    double strange = Misreading.implausibility(figure.text(), figure.value(), value);
    return 1 + strange + 0.3 * Math.min(1, Math.max(0, figure.confidence()));
  }

  private void constrain(ExpressionsBasedModel model, Sum sum, Map<Figure, List<Choice>> choices) {
    Expression balance = model.newExpression("sum " + model.countExpressions());
    add(balance, sum.total(), 1, choices);
    sum.parts().forEach(part -> add(balance, part, -1, choices));
    double slack = exactly ? 0.4 * sum.step() : sum.rounding();
    balance.lower(-sum.excess() - slack).upper(-sum.excess() + slack);
  }

  private static void add(
      Expression balance, Figure figure, int sign, Map<Figure, List<Choice>> choices) {
    for (Choice choice : choices.getOrDefault(figure, List.of())) {
      balance.add(choice.taken(), sign * (choice.value() - figure.value()));
    }
  }

  private Map<Figure, Double> taken(
      Map<Figure, List<Choice>> choices,
      Optimisation.Result result,
      ExpressionsBasedModel model,
      List<Sum> broken) {
    Map<Figure, Double> changed = new LinkedHashMap<>();
    for (List<Choice> list : choices.values()) {
      for (Choice choice : list) {
        if (result.doubleValue(model.indexOf(choice.taken())) > 0.5) {
          if (!trusted(choice, broken)) {
            return Map.of();
          }
          changed.put(choice.figure(), choice.value());
        }
      }
    }
    return changed;
  }

  /** A change stands on a likely misreading, an uncertain figure, or two sums that demand it. */
  private static boolean trusted(Choice choice, List<Sum> broken) {
    Figure figure = choice.figure();
    long demanded =
        broken.stream()
            .filter(sum -> sum.total().equals(figure) || sum.parts().contains(figure))
            .count();
    double strange = Misreading.implausibility(figure.text(), figure.value(), choice.value());
    return demanded >= 2 || strange <= LIKELY || figure.confidence() < UNSURE;
  }
}
