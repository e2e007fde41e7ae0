package io.consilium.framework.pipeline.method;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A condition in the Common Expression Language (cel-spec 0.25, standard macros) over {@code
 * results}, {@code checks}, {@code task} and {@code cycle}. It has no side effects, always ends,
 * and may be tested from many threads at once. Two conditions are equal if their texts are.
 *
 * <p>Names with a dash are also known with an underscore, since CEL reads a dash as minus: the step
 * {@code read-again} is {@code results.read_again}.
 */
public final class Condition {
  private static final CelType BY_NAME = MapType.create(SimpleType.STRING, SimpleType.DYN);
  private static final int MAX_LENGTH = 4_000;
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseRecursionDepth(64)
          .comprehensionMaxIterations(10_000)
          .build();

  private final String text;
  private final CelRuntime.Program program;
  private final Mentions mentions;

  private Condition(String text, CelRuntime.Program program, Mentions mentions) {
    this.text = text;
    this.program = program;
    this.mentions = mentions;
  }

  /** Set up on first use: it takes some tenths of a second, which a host without need saves. */
  private static final class Language {
    static final Cel CEL =
        CelFactory.standardCelBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("results", BY_NAME)
            .addVar("checks", BY_NAME)
            .addVar("task", MapType.create(SimpleType.STRING, SimpleType.INT))
            .addVar("cycle", SimpleType.INT)
            .build();
  }

  /** What came of a test. */
  public sealed interface Outcome {
    /** True for {@link Holds} alone. */
    default boolean holds() {
      return this instanceof Holds;
    }

    /** It is so. */
    record Holds() implements Outcome {}

    /** It is not so, or speaks of what is not there yet. */
    record HoldsNot() implements Outcome {}

    /**
     * It could not be evaluated, such as a text compared with a number.
     *
     * @param message for a person
     */
    record Broke(String message) implements Outcome {}
  }

  /**
   * Compiles a condition.
   *
   * @throws IllegalArgumentException if it is none; the message says where and what to do
   */
  public static Condition parse(String text) {
    CelValidationResult compiled = Language.CEL.compile(text);
    if (compiled.hasError()) {
      throw new IllegalArgumentException(message(text, compiled));
    }
    try {
      CelAbstractSyntaxTree tree = compiled.getAst();
      if (!tree.getResultType().equals(SimpleType.BOOL)
          && !tree.getResultType().equals(SimpleType.DYN)) {
        throw new IllegalArgumentException(
            "A condition must be true or false, this is " + tree.getResultType().name() + ".");
      }
      return new Condition(text, Language.CEL.createProgram(tree), Mentions.of(tree));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String message(String text, CelValidationResult compiled) {
    return compiled.getErrors().stream()
        .map(issue -> "Column " + column(issue) + ": " + firstLine(issue) + ".")
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static int column(CelIssue issue) {
    return issue.getSourceLocation().getColumn() + 1;
  }

  private static String firstLine(CelIssue issue) {
    String line = issue.getMessage().lines().findFirst().orElse("not understood");
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  /**
   * Tests it.
   *
   * @param results step name to what is known of it
   * @param checks check id to what is known of it
   * @param task role to number of inputs; roles not there count as 0
   * @param cycle number of the H-cycle being planned, from 1
   */
  public Outcome test(
      Map<String, ?> results, Map<String, ?> checks, Map<String, Long> task, long cycle) {
    Map<String, Long> counts = new HashMap<>();
    mentions.roles().forEach(role -> counts.put(role, 0L));
    task.forEach((role, count) -> counts.put(role, count));
    Map<String, Object> variables =
        Map.of(
            "results",
            speakable(results),
            "checks",
            speakable(checks),
            "task",
            speakable(counts),
            "cycle",
            cycle);
    return evaluate(variables);
  }

  private Outcome evaluate(Map<String, Object> variables) {
    try {
      Object value = program.eval(variables);
      if (value instanceof Boolean truth) {
        return truth ? new Outcome.Holds() : new Outcome.HoldsNot();
      }
      return new Outcome.Broke("The condition (" + text + ") gave no truth (" + value + ").");
    } catch (CelEvaluationException e) {
      if (e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND) {
        return new Outcome.HoldsNot();
      }
      return new Outcome.Broke("The condition (" + text + ") broke: " + e.getMessage());
    }
  }

  private static <V> Map<String, V> speakable(Map<String, V> named) {
    Map<String, V> both = new LinkedHashMap<>(named);
    named.forEach((name, value) -> both.putIfAbsent(name.replace('-', '_'), value));
    return both;
  }

  /** The steps spoken of as {@code results.<step>}, as written. */
  public Set<String> steps() {
    return mentions.steps();
  }

  /** The checks spoken of as {@code checks.<id>}, as written. */
  public Set<String> checks() {
    return mentions.checks();
  }

  /** The roles spoken of as {@code task.<role>}, as written. */
  public Set<String> roles() {
    return mentions.roles();
  }

  /** What is asked of steps and checks, such as {@code results.read.status}. */
  public Set<String> fields() {
    return mentions.fields();
  }

  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
