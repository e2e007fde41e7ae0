package io.consilium.framework.pipeline.method;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a condition speaks of, found in its syntax tree. */
record Mentions(Set<String> steps, Set<String> checks, Set<String> roles, Set<String> fields) {
  private record Path(String root, List<String> names) {}

  static Mentions of(CelAbstractSyntaxTree tree) {
    Mentions all = new Mentions(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .forEach(expr -> path(expr).ifPresent(all::add));
    return all;
  }

  private void add(Path path) {
    if (path.names().isEmpty()) {
      return;
    }
    String first = path.names().get(0);
    switch (path.root()) {
      case "results" -> steps.add(first);
      case "checks" -> checks.add(first);
      case "task" -> roles.add(first);
      default -> {
        return;
      }
    }
    if (path.names().size() > 1) {
      fields.add(path.root() + "." + first + "." + path.names().get(1));
    }
  }

  private static Optional<Path> path(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> Optional.of(new Path(expr.ident().name(), List.of()));
      case SELECT -> longer(expr.select().operand(), expr.select().field());
      case CALL -> indexed(expr.call());
      default -> Optional.empty();
    };
  }

  private static Optional<Path> indexed(CelExpr.CelCall call) {
    if (!call.function().equals("_[_]")
        || call.args().get(1).getKind() != CelExpr.ExprKind.Kind.CONSTANT
        || call.args().get(1).constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return Optional.empty();
    }
    return longer(call.args().get(0), call.args().get(1).constant().stringValue());
  }

  private static Optional<Path> longer(CelExpr operand, String name) {
    return path(operand)
        .map(
            path -> {
              List<String> names = new java.util.ArrayList<>(path.names());
              names.add(name);
              return new Path(path.root(), names);
            });
  }
}
