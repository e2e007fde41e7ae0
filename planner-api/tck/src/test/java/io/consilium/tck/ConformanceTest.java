package io.consilium.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.tck.Conformance.Rule;
import io.consilium.tck.Conformance.Rule.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that are there already, with what their jars carry. */
class ConformanceTest {
  private static final String SOLVED =
      """
      {"capability": "text.upper", "inputs": {"text": {"media": "text/plain", "text": "ad astra"}}}
      """;

  @TempDir Path directory;

  /** Sound, unless it is told to remember. */
  private static class Upper implements Expert {
    private final boolean remembers;
    private int calls;

    Upper(boolean remembers) {
      this.remembers = remembers;
    }

    @Override
    public ExpertDescriptor descriptor() {
      return ExpertDescriptor.pure(
          "upper",
          "Says it louder.",
          new Capability(
              "text.upper", Map.of("text", MediaType.TEXT), Map.of("text", MediaType.TEXT)));
    }

    @Override
    public ExpertOutcome solve(Assignment assignment, CallContext context) throws IOException {
      List<Artifact> given = assignment.inputs().getOrDefault("text", List.of());
      if (given.isEmpty() || given.get(0).size() == 0 || given.get(0).size() > 1000) {
        return ExpertOutcome.absent("There is no text of use. Maybe give one.");
      }
      String text =
          new String(context.artifacts().bytes(given.get(0), 1000), StandardCharsets.UTF_8)
              + (remembers ? calls++ : "");
      byte[] loud = text.toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      return ExpertOutcome.solved("text", context.artifacts().of(MediaType.TEXT, loud), 1);
    }
  }

  private Map<String, Rule> check(Object plugin, Map<String, String> examples) throws IOException {
    Path jar = directory.resolve("x.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("content"));
      for (Map.Entry<String, String> example : examples.entrySet()) {
        zip.putNextEntry(new ZipEntry("CONSILIUM-INF/examples/" + example.getKey() + ".json"));
        zip.write(example.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    Map<String, Rule> rules = new LinkedHashMap<>();
    Conformance.check(plugin, jar, rule -> rules.put(rule.id(), rule));
    return rules;
  }

  @Test
  void aSoundExpertHoldsEveryRuleWithItsExample() throws Exception {
    Map<String, Rule> rules = check(new Upper(false), Map.of("loud", SOLVED));

    assertThat(rules).hasSize(19).containsKeys("example loud", "expert01", "expert18");
    assertThat(rules.values()).allMatch(rule -> rule.state() == State.HOLDS);
    assertThat(rules.get("expert07").title()).isEqualTo("honours cancellation");
  }

  @Test
  void withoutExamplesTheRulesThatNeedThemAreSkipped() throws Exception {
    Map<String, Rule> rules = check(new Upper(false), Map.of());

    assertThat(rules.get("expert02").state()).isEqualTo(State.HOLDS);
    assertThat(rules.get("expert03").message())
        .isEqualTo("The jar carries no example for text.upper.");
    assertThat(rules.get("expert05").state()).isEqualTo(State.SKIPPED);
    assertThat(rules.get("expert05").message()).contains("CONSILIUM-INF/examples/");
    assertThat(rules.values()).noneMatch(rule -> rule.state() == State.BROKEN);
  }

  @Test
  void aBrokenRuleSaysWhatItWants() throws Exception {
    Map<String, Rule> rules = check(new Upper(true), Map.of("loud", SOLVED));

    assertThat(rules.get("expert12").state()).isEqualTo(State.BROKEN);
    assertThat(rules.get("expert12").message())
        .isEqualTo(
            "Rule 12: the outcome depends on calls before it. They differ in what they hold.");
  }

  @Test
  void whatAnExpertThrowsIsSaidInOneLine() throws Exception {
    Upper broken =
        new Upper(false) {
          @Override
          public ExpertOutcome solve(Assignment assignment, CallContext context) {
            throw new IllegalStateException("The model is gone.");
          }
        };

    assertThat(check(broken, Map.of("loud", SOLVED)).get("expert04").message())
        .startsWith("Expected failures are outcomes. Maybe catch it")
        .endsWith("IllegalStateException: The model is gone.")
        .doesNotContain("\n");
  }

  @Test
  void anExampleThatEndsOtherwiseIsSaid() throws Exception {
    String declines = SOLVED.replace("{\"cap", "{\"expect\": \"declined\", \"cap");
    Map<String, Rule> rules = check(new Upper(false), Map.of("quiet", declines));

    assertThat(rules.get("example quiet").state()).isEqualTo(State.BROKEN);
    assertThat(rules.get("example quiet").message()).contains("expected DECLINED");
    assertThatThrownBy(() -> check(new Upper(false), Map.of("slip", "{")))
        .hasMessageContaining("The example slip")
        .hasMessageNotContaining("Source");
  }

  @Test
  void aPlannerIsHeldAgainstWhatNeedsNoState() throws Exception {
    Map<String, Rule> rules = check(new BrokenPlanners.Sound(), Map.of());

    assertThat(rules).hasSize(15);
    assertThat(rules.get("planner01").state()).isEqualTo(State.SKIPPED);
    assertThat(rules.get("planner02").state()).isEqualTo(State.SKIPPED);
    assertThat(rules.values()).noneMatch(rule -> rule.state() == State.BROKEN);
  }

  @Test
  void gatesVerifiersAndHaltingPoliciesAreHeldAgainstTheirsToo() throws Exception {
    Map<String, Rule> gate = check(new BrokenGates.Sound(), Map.of());
    assertThat(gate.get("gate02").state()).isEqualTo(State.HOLDS);
    Map<String, Rule> verifier = check(new BrokenVerifiers.Sound(), Map.of());
    assertThat(verifier.get("verifier02").state()).isEqualTo(State.HOLDS);
    assertThat(verifier.get("verifier03").state()).isEqualTo(State.SKIPPED);
  }
}
