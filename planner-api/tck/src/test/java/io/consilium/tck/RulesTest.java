package io.consilium.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of each kit has a number, says what it wants and why, and is broken by somebody. */
class RulesTest {
  private static final Path SOURCES = Path.of("src/main/java/io/consilium/tck");

  /** A rule, and what stands before it. */
  private static final Pattern RULE =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:@\\w+(?:\\([^)]*\\))?\\s+)+"
              + "public void (required|optional)_([a-z]+)(\\d\\d)_",
          Pattern.DOTALL);

  private static final Pattern NAME = Pattern.compile("(required|optional)_([a-z]+\\d\\d)_\\w+");

  static Stream<Arguments> kits() {
    return Stream.of(
        arguments(
            ExpertTck.class,
            Stream.concat(ExpertTckTest.brokenAlone(), ExpertTckTest.brokenAmongOthers())),
        arguments(
            VerifierTck.class,
            Stream.concat(VerifierTckTest.brokenAlone(), VerifierTckTest.brokenAmongOthers())),
        arguments(
            PlannerTck.class,
            Stream.concat(PlannerTckTest.brokenAlone(), PlannerTckTest.brokenAmongOthers())),
        arguments(
            GateTck.class,
            Stream.concat(GateTckTest.brokenAlone(), GateTckTest.brokenAmongOthers())),
        arguments(HaltingPolicyTck.class, HaltingPolicyTckTest.broken()));
  }

  @ParameterizedTest
  @MethodSource("kits")
  void eachRequiredRuleIsBrokenBySomebody(Class<?> kit, Stream<Arguments> broken) {
    Set<String> found =
        broken.map(one -> (String) one.get()[0]).collect(Collectors.toCollection(TreeSet::new));

    assertThat(found).isEqualTo(rules(kit, "required"));
  }

  @ParameterizedTest
  @MethodSource("kits")
  void eachRuleSaysItsNumberAndItsIntent(Class<?> kit) throws IOException {
    String source = Files.readString(SOURCES.resolve(kit.getSimpleName() + ".java"));
    List<Integer> numbers = new ArrayList<>();
    Matcher rules = RULE.matcher(source);
    while (rules.find()) {
      int number = Integer.parseInt(rules.group(4));
      String optional = rules.group(2).equals("optional") ? " (optional)" : "";
      assertThat(rules.group(1).replaceAll("\\s+\\*?\\s*", " ").strip())
          .startsWith("Rule " + number + optional + ": ")
          .contains(" Intent: ");
      numbers.add(number);
    }

    int all = rules(kit, "required").size() + rules(kit, "optional").size();
    assertThat(numbers).containsExactlyElementsOf(IntStream.rangeClosed(1, all).boxed().toList());
  }

  private static Set<String> rules(Class<?> kit, String which) {
    return Stream.of(kit.getDeclaredMethods())
        .map(method -> NAME.matcher(method.getName()))
        .filter(name -> name.matches() && name.group(1).equals(which))
        .map(name -> name.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
