package io.consilium.governance.policy.internal;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction.Overload.Arithmetic;
import dev.cel.common.CelOptions;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.RuntimeHelpers;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import dev.cel.runtime.standard.CelStandardOverload;
import dev.cel.runtime.standard.MatchesFunction.MatchesOverload;
import java.util.List;
import java.util.Set;

/**
 * The standard operators through which an expression of a few characters can ask for more memory
 * than there is, each with a bound: texts and lists that are added up, and patterns that repeat.
 * Adding bytes, which no variable holds, is left out. A bound that is reached fails the expression.
 */
final class Growth {
  /** Characters and list items that one evaluation may add up. */
  static final int MOST = 2_000_000;

  /** Parts that the counted repetitions in a pattern may add. */
  private static final long MOST_REPEATED = 10_000;

  private static final Set<CelStandardOverload> REPLACED =
      Set.of(
          AddOverload.ADD_STRING,
          AddOverload.ADD_BYTES,
          AddOverload.ADD_LIST,
          MatchesOverload.MATCHES,
          MatchesOverload.MATCHES_STRING);

  /** What the evaluation on this thread may still add up. */
  private static final ThreadLocal<long[]> LEFT = ThreadLocal.withInitial(() -> new long[1]);

  private Growth() {}

  /** An evaluation begins on this thread. */
  static void begin() {
    LEFT.get()[0] = MOST;
  }

  static CelStandardDeclarations declarations() {
    return CelStandardDeclarations.newBuilder()
        .filterFunctions((function, overload) -> overload != Arithmetic.ADD_BYTES)
        .build();
  }

  static CelStandardFunctions functions() {
    return CelStandardFunctions.newBuilder()
        .filterFunctions((function, overload) -> !REPLACED.contains(overload))
        .build();
  }

  /** What stands in for the functions left out. */
  @SuppressWarnings("unchecked") // a list is a list of anything
  static List<CelFunctionBinding> bindings(CelOptions options) {
    return List.of(
        CelFunctionBinding.from(
            "add_string",
            String.class,
            String.class,
            (a, b) -> {
              take((long) a.length() + b.length());
              return a + b;
            }),
        CelFunctionBinding.from(
            "add_list",
            List.class,
            List.class,
            (a, b) -> {
              List<Object> sum = RuntimeHelpers.concat(bounded(a, b), b);
              // The result of a macro such as map() grows in place.
              take(sum == a ? b.size() : sum.size());
              return sum;
            }),
        CelFunctionBinding.from(
            "matches",
            String.class,
            String.class,
            (text, pattern) -> matches(text, pattern, options)),
        CelFunctionBinding.from(
            "matches_string",
            String.class,
            String.class,
            (text, pattern) -> matches(text, pattern, options)));
  }

  /**
   * Whether a pattern is found in a text.
   *
   * @throws RuntimeException of some kind if it is no pattern, or too large a one
   */
  static boolean matches(String text, String pattern, CelOptions options) {
    return RuntimeHelpers.matches(text, bounded(pattern), options);
  }

  private static void take(long units) {
    long[] left = LEFT.get();
    left[0] -= units;
    if (left[0] < 0) {
      throw new CelInvalidArgumentException(
          "it adds up more than " + MOST + " characters and list items");
    }
  }

  private static List<Object> bounded(List<Object> a, List<Object> b) {
    if ((long) a.size() + b.size() > MOST) {
      take(MOST + 1L);
    }
    return a;
  }

  private static String bounded(String pattern) {
    if (Repetition.exceeds(pattern, MOST_REPEATED)) {
      throw new CelInvalidArgumentException(
          "the pattern repeats its parts more than " + MOST_REPEATED + " times in all");
    }
    return pattern;
  }
}
