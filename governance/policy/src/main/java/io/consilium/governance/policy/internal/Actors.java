package io.consilium.governance.policy.internal;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds texts that an actor is compared with and never is. Rules are asked with what is on record,
 * where an actor is a pseudonym: a rule about a name would match nobody, and nobody would notice.
 */
final class Actors {
  private static final String FIELD = "actor";
  private static final Pattern ACTOR = Pattern.compile("local|person-[0-9a-f]{32}");
  private static final Pattern PART = Pattern.compile("local|person-");
  private static final Set<String> EQUAL = Set.of("_==_", "_!=_", "@in");
  private static final Set<String> ALIKE = Set.of("startsWith", "endsWith", "contains", "matches");

  /** Calls whose value is one of their arguments. */
  private static final Set<String> PASSING = Set.of("_?_:_", "dyn", "string");

  private final Map<Long, CelExpr> found = new LinkedHashMap<>();

  private Actors() {}

  /** The texts, which are constants of the expression. */
  static Collection<CelExpr> neverMet(CelExpr expression) {
    Actors actors = new Actors();
    actors.walk(expression, Map.of());
    return actors.found.values();
  }

  /**
   * @param bound what the variables of the macros around may be
   */
  private void walk(CelExpr at, Map<String, Map<Long, CelExpr>> bound) {
    switch (at.getKind()) {
      case SELECT -> walk(at.select().operand(), bound);
      case CALL -> {
        compare(at.call(), bound);
        operands(at.call()).forEach(one -> walk(one, bound));
      }
      case LIST -> at.list().elements().forEach(one -> walk(one, bound));
      case MAP ->
          at.map()
              .entries()
              .forEach(
                  entry -> {
                    walk(entry.key(), bound);
                    walk(entry.value(), bound);
                  });
      case COMPREHENSION -> walk(at.comprehension(), bound);
      default -> {}
    }
  }

  private void walk(CelExpr.CelComprehension macro, Map<String, Map<Long, CelExpr>> bound) {
    walk(macro.iterRange(), bound);
    Map<String, Map<Long, CelExpr>> within = new HashMap<>(bound);
    within.put(macro.iterVar(), values(macro.iterRange(), bound));
    walk(macro.accuInit(), within);
    walk(macro.loopCondition(), within);
    walk(macro.loopStep(), within);
    walk(macro.result(), within);
  }

  private void compare(CelExpr.CelCall call, Map<String, Map<Long, CelExpr>> bound) {
    boolean equal = EQUAL.contains(call.function());
    if (!equal && !ALIKE.contains(call.function())) {
      return;
    }
    Map<Long, CelExpr> values = new LinkedHashMap<>();
    operands(call).forEach(one -> values.putAll(values(one, bound)));
    if (values.values().stream().anyMatch(Actors::isActor)) {
      values.forEach(
          (id, value) -> {
            if (isText(value) && !(equal ? whole(value) : part(value))) {
              found.put(id, value);
            }
          });
    }
  }

  /** The actors and texts that a value, or what it holds, may be, by their ids. */
  private static Map<Long, CelExpr> values(CelExpr at, Map<String, Map<Long, CelExpr>> bound) {
    Map<Long, CelExpr> values = new LinkedHashMap<>();
    if (isActor(at) || isText(at)) {
      values.put(at.id(), at);
    }
    switch (at.getKind()) {
      case IDENT -> values.putAll(bound.getOrDefault(at.ident().name(), Map.of()));
      case LIST -> at.list().elements().forEach(one -> values.putAll(values(one, bound)));
      case MAP -> at.map().entries().forEach(one -> values.putAll(values(one.key(), bound)));
      case CALL -> {
        if (PASSING.contains(at.call().function())) {
          operands(at.call()).forEach(one -> values.putAll(values(one, bound)));
        }
      }
      default -> {}
    }
    return values;
  }

  private static List<CelExpr> operands(CelExpr.CelCall call) {
    List<CelExpr> operands = new ArrayList<>(call.args());
    call.target().ifPresent(operands::add);
    return operands;
  }

  private static boolean isActor(CelExpr at) {
    return at.getKind() == CelExpr.ExprKind.Kind.SELECT
        && at.select().field().equals(FIELD)
        && !at.select().testOnly();
  }

  static boolean isText(CelExpr at) {
    return at.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && at.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }

  private static boolean whole(CelExpr text) {
    return ACTOR.matcher(text.constant().stringValue()).matches();
  }

  private static boolean part(CelExpr text) {
    return PART.matcher(text.constant().stringValue()).find();
  }
}
