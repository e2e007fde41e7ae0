package io.consilium.governance.policy.internal;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.consilium.api.policy.PolicyPoint;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An expression in the Common Expression Language (cel-spec 0.25, standard macros) over the
 * variables of a point. It has no side effects; its length, depth, iterations and what it adds up
 * are bounded. May be evaluated from many threads at once.
 */
final class Expression {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(4_000)
          .maxParseRecursionDepth(64)
          .comprehensionMaxIterations(100_000)
          .maxRegexProgramSize(20_000)
          .build();

  private static final Map<PolicyPoint, Cel> LANGUAGES = new ConcurrentHashMap<>();

  private final String text;
  private final CelRuntime.Program program;

  private Expression(String text, CelRuntime.Program program) {
    this.text = text;
    this.program = program;
  }

  /** Set up on first use: it takes some tenths of a second, which a host without rules saves. */
  private static Cel language(PolicyPoint point) {
    return LANGUAGES.computeIfAbsent(
        point,
        p -> {
          CelBuilder builder =
              CelFactory.standardCelBuilder()
                  .setOptions(OPTIONS)
                  .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                  .setStandardEnvironmentEnabled(false)
                  .setStandardDeclarations(Growth.declarations())
                  .setStandardFunctions(Growth.functions())
                  .addFunctionBindings(Growth.bindings(OPTIONS))
                  .setTypeProvider(new Variables.Types());
          Variables.of(p).forEach(builder::addVar);
          return builder.build();
        });
  }

  /** Compiles and type-checks; what is wrong goes to the problems of the file. */
  static Optional<Expression> compile(PolicyPoint point, Yaml at, boolean truth) {
    Optional<String> text = at.text();
    return text.isEmpty() ? Optional.empty() : compile(point, at, text.get(), truth);
  }

  private static Optional<Expression> compile(
      PolicyPoint point, Yaml at, String text, boolean truth) {
    CelValidationResult compiled = language(point).compile(text);
    if (compiled.hasError()) {
      compiled.getErrors().forEach(issue -> problem(point, at, issue));
      return Optional.empty();
    }
    try {
      CelAbstractSyntaxTree tree = compiled.getAst();
      CelType type = tree.getResultType();
      if (truth && !type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
        at.problem(
            "A condition must be true or false, this is " + type.name() + " (" + text + ").",
            "Maybe compare it with something: == \"...\".");
        return Optional.empty();
      }
      Collection<CelExpr> names = Actors.neverMet(tree.getExpr());
      names.forEach(name -> nobody(at, tree, name));
      if (!names.isEmpty() || !patterns(at, tree)) {
        return Optional.empty();
      }
      return Optional.of(new Expression(text, language(point).createProgram(tree)));
    } catch (CelValidationException | CelEvaluationException e) {
      at.problem("The expression cannot be used: " + e.getMessage(), "");
      return Optional.empty();
    }
  }

  private static void problem(PolicyPoint point, Yaml at, CelIssue issue) {
    String line = issue.getMessage().lines().findFirst().orElse("not understood");
    int row = issue.getSourceLocation().getLine();
    int column = issue.getSourceLocation().getColumn();
    at.problemWithin(
        Math.max(1, row),
        Math.max(0, column) + 1,
        "In the expression: " + (line.endsWith(".") ? line : line + "."),
        "Known at "
            + Variables.written(point)
            + ": "
            + String.join(", ", Variables.of(point).keySet())
            + ".");
  }

  /** One that cannot be used would deny everything, and only when it is asked. */
  private static boolean patterns(Yaml at, CelAbstractSyntaxTree tree) {
    boolean fine = true;
    for (CelExpr pattern : Patterns.constant(tree)) {
      try {
        Growth.matches("", pattern.constant().stringValue(), OPTIONS);
      } catch (RuntimeException | StackOverflowError e) {
        // What reads patterns throws of its own, too.
        fine = false;
        problem(
            at,
            tree,
            pattern,
            "The pattern cannot be used: " + e.getMessage() + ".",
            "Maybe write it in RE2 syntax, and repeat less.");
      }
    }
    return fine;
  }

  private static void problem(
      Yaml at, CelAbstractSyntaxTree tree, CelExpr part, String message, String fix) {
    Optional<CelSourceLocation> location =
        Optional.ofNullable(tree.getSource().getPositionsMap().get(part.id()))
            .flatMap(tree.getSource()::getOffsetLocation);
    at.problemWithin(
        location.map(CelSourceLocation::getLine).orElse(1),
        location.map(CelSourceLocation::getColumn).orElse(0) + 1,
        message,
        fix);
  }

  private static void nobody(Yaml at, CelAbstractSyntaxTree tree, CelExpr name) {
    problem(
        at,
        tree,
        name,
        "An actor is \"local\" or a pseudonym (\"person-\" and 32 hex digits), never ("
            + name.constant().stringValue()
            + ").",
        "Maybe write the pseudonym: see audit show of a task that this person handed in.");
  }

  /**
   * Its value.
   *
   * @throws CelEvaluationException if it cannot be evaluated
   */
  Object value(Map<String, Object> variables) throws CelEvaluationException {
    Growth.begin();
    return program.eval(variables);
  }

  String text() {
    return text;
  }
}
