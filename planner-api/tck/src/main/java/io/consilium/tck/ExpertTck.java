package io.consilium.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Determinism;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Declined;
import io.consilium.api.expert.ExpertOutcome.Failed;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import io.consilium.json.JsonArtifacts;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The rules for experts. Extend it in your plugin's tests:
 *
 * <pre>
 * class WordCountTckTest extends ExpertTck {
 *   protected Expert expert() { return new WordCount(); }
 *   protected List&lt;Assignment&gt; samples() { return List.of(...); }
 * }
 * </pre>
 *
 * <p>One instance is made for all rules, and closed by the last (18) if it is {@link
 * AutoCloseable}. A rule's number never changes. Rules named {@code optional} are shown as skipped
 * where a plugin does not follow them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class ExpertTck {
  private static final int MOST_AT_ONCE = 8;
  // Pools let idle threads go after some seconds.
  private static final int PARTING = 3;

  private Set<Thread> before;
  private Expert expert;
  private ExpertDescriptor descriptor;
  private List<Assignment> given;
  private final Map<Assignment, ExpertOutcome> shown = new IdentityHashMap<>();
  private final JsonArtifacts artifacts = new JsonArtifacts();

  /** The expert under test; called once. */
  protected abstract Expert expert() throws Exception;

  /**
   * Assignments that it must solve, at least one for each capability that it declares; called once.
   */
  protected abstract List<Assignment> samples() throws Exception;

  /** How long the expert may take to notice that it was cancelled or that its time is up. */
  protected Duration grace() {
    return Duration.ofSeconds(5);
  }

  @BeforeAll
  final void makeAndWarmUp() throws Exception {
    before = Threads.alive();
    expert = expert();
    descriptor = expert.descriptor();
    try {
      expert.warmUp();
    } catch (Exception e) {
      throw new AssertionError("Its warm-up broke: " + e, e);
    }
  }

  /**
   * Rule 1: what an expert says of itself never changes. Intent: the host reads it once; routing,
   * records and budgets build on it.
   */
  @Test
  public void required_expert01_describesItselfAlwaysTheSame() throws Exception {
    shown(given().get(0));
    assertThat(expert.descriptor())
        .as("Rule 1: the descriptor must not change. Maybe keep it in a constant.")
        .isEqualTo(descriptor);
  }

  /**
   * Rule 2: capabilities are declared once each, an input is either required or optional, and the
   * description says something. Intent: the gate and people choose by it.
   */
  @Test
  public void required_expert02_declaresWellFormedCapabilities() {
    assertThat(descriptor.description()).as("Rule 2: the description is empty.").isNotBlank();
    assertThat(Double.isFinite(descriptor.cost())).as("Rule 2: the cost is not finite.").isTrue();
    Set<String> names = new HashSet<>();
    for (Capability capability : descriptor.capabilities()) {
      assertThat(names.add(capability.name()))
          .as("Rule 2: the capability (%s) is declared twice.", capability.name())
          .isTrue();
      assertThat(capability.inputs().keySet())
          .as("Rule 2: an input of %s is both required and optional.", capability.name())
          .noneMatch(capability.optionalInputs()::containsKey);
      assertThat(capability.outputs().values())
          .as("Rule 2: an output of %s needs a concrete media type.", capability.name())
          .noneMatch(type -> type.value().contains("*"));
    }
  }

  /** Rule 3: every declared capability is shown to work. Intent: no promise without proof. */
  @Test
  public void required_expert03_solvesASampleOfEachCapability() throws Exception {
    Set<String> shown = given().stream().map(Assignment::capability).collect(Collectors.toSet());
    assertThat(shown)
        .as("Rule 3: each capability needs a sample.")
        .containsAll(descriptor.capabilities().stream().map(Capability::name).toList());
    for (Assignment sample : given()) {
      assertThat(shown(sample)).as("Rule 3: a sample is to be solved.").isInstanceOf(Solved.class);
    }
  }

  /**
   * Rule 4: every declared output is there, of its type, and reads as what it says: size, digest,
   * vocabulary. Intent: whoever comes next relies on it.
   */
  @Test
  public void required_expert04_givesTheOutputsItDeclares() throws Exception {
    for (Assignment sample : given()) {
      Map<String, Artifact> outputs = solved(sample).outputs();
      for (Map.Entry<String, MediaType> declared :
          capability(sample.capability()).outputs().entrySet()) {
        Artifact output = outputs.get(declared.getKey());
        assertThat(output)
            .as("Rule 4: the output (%s) of %s is missing.", declared.getKey(), sample.capability())
            .isNotNull();
        assertThat(declared.getValue().accepts(output.mediaType()))
            .as("Rule 4: %s is %s.", declared, output.mediaType())
            .isTrue();
        readsAsItSays(output);
      }
    }
  }

  private void readsAsItSays(Artifact output) throws Exception {
    byte[] bytes;
    try (InputStream in = output.open()) {
      bytes = in.readAllBytes();
    }
    assertThat((long) bytes.length).as("Rule 4: an output's size.").isEqualTo(output.size());
    assertThat(Digest.of(bytes)).as("Rule 4: an output's digest.").isEqualTo(output.digest());
    Class<?> type = Vocabulary.classOf(output.mediaType()).orElse(null);
    if (type != null) {
      assertThat(artifacts.<Object>read(output, type(type))).isNotNull();
    }
  }

  @SuppressWarnings("unchecked")
  private static Class<Object> type(Class<?> type) {
    return (Class<Object>) type;
  }

  /**
   * Rule 5: an expert declared deterministic gives equal outcomes for equal calls, down to the
   * digests of its outputs. Intent: a decision can be replayed.
   */
  @Test
  public void required_expert05_isDeterministicIfDeclaredSo() throws Exception {
    assumeTrue(
        descriptor.determinism() == Determinism.DETERMINISTIC, "Rule 5: declared as varying.");
    for (Assignment sample : given()) {
      assertThat(solve(sample))
          .as("Rule 5: two equal calls differ. Maybe declare Determinism.VARYING.")
          .isEqualTo(shown(sample));
    }
  }

  /**
   * Rule 6: as many calls at once as declared end as one alone does. Intent: the host calls one
   * instance from many threads.
   */
  @Test
  public void required_expert06_bearsTheDeclaredConcurrency() throws Exception {
    int count = Math.min(descriptor.concurrency(), MOST_AT_ONCE);
    assumeTrue(count > 1, "Rule 6: declared to bear one call at a time.");
    for (Assignment sample : given()) {
      ExpertOutcome alone = solve(sample);
      for (Calls.Ended<ExpertOutcome> ended :
          Calls.atOnce(
              count,
              descriptor.timeout().multipliedBy(count),
              "Rule 6: calls at once are to end.",
              () -> expert.solve(sample, TestContext.withTimeout(descriptor.timeout())))) {
        assertThat(ended.thrown()).as("Rule 6: a call among several threw.").isNull();
        same("Rule 6: a call among several differs from one alone.", ended.value(), alone);
      }
    }
  }

  private void same(String rule, ExpertOutcome outcome, ExpertOutcome expected) {
    if (descriptor.determinism() == Determinism.DETERMINISTIC) {
      assertThat(outcome).as(rule).isEqualTo(expected);
    } else {
      assertThat(outcome).as(rule).hasSameClassAs(expected);
    }
  }

  /**
   * Rule 7: a cancelled call ends within the grace; how it ends is its own matter. Intent: a guest
   * that does not come back is lost to the host, with its thread.
   */
  @Test
  public void required_expert07_honoursCancellation() throws Exception {
    for (Assignment sample : given()) {
      TestContext before = TestContext.withTimeout(descriptor.timeout());
      before.cancel();
      ends("Rule 7: a call cancelled before it began is to end.", sample, before);
      TestContext during = TestContext.withTimeout(descriptor.timeout());
      during.cancelSoon();
      ends("Rule 7: a call cancelled on its way is to end.", sample, during);
    }
  }

  private void ends(String rule, Assignment sample, CallContext context) {
    Calls.within(grace(), rule, () -> expert.solve(sample, context));
  }

  /** Rule 8: a call whose time is up ends within the grace. Intent: as of rule 7. */
  @Test
  public void required_expert08_endsWhenItsTimeIsUp() throws Exception {
    for (Assignment sample : given()) {
      ends(
          "Rule 8: a call without time left is to end.",
          sample,
          TestContext.withTimeout(Duration.ZERO));
    }
  }

  /**
   * Rule 9: content that is not what its media type promises is declined or failed: with an
   * outcome, in time, and never as solved. Intent: bad input is the normal case, and not a bug.
   */
  @Test
  public void required_expert09_refusesForeignContent() throws Exception {
    for (Assignment sample : given()) {
      for (Map.Entry<String, MediaType> input : required(sample).entrySet()) {
        for (Artifact foreign : Foreign.of(input.getValue())) {
          ExpertOutcome outcome =
              solve(with(sample, Foreign.replace(sample.inputs(), input.getKey(), foreign)));
          assertThat(outcome instanceof Solved && Foreign.telling(input.getValue()))
              .as(
                  "Rule 9: solved although \"%s\" is broken content (%s). Maybe decline with"
                      + " bad-input.",
                  input.getKey(), foreign)
              .isFalse();
        }
      }
    }
  }

  private Map<String, MediaType> required(Assignment sample) {
    return capability(sample.capability()).inputs();
  }

  /**
   * Rule 10: without an input that it requires, an expert does not say that it solved. Intent: an
   * answer from nothing is an invention.
   */
  @Test
  public void required_expert10_doesNotSolveWithoutItsInputs() throws Exception {
    for (Assignment sample : given()) {
      for (String name : required(sample).keySet()) {
        Assignment less = with(sample, Foreign.without(sample.inputs(), name));
        Calls.Ended<ExpertOutcome> ended =
            Calls.within(
                descriptor.timeout(),
                "Rule 10: a call without an input is to end.",
                () -> expert.solve(less, TestContext.create()));
        assertThat(ended.value() instanceof Solved)
            .as("Rule 10: solved without its input \"%s\".", name)
            .isFalse();
      }
    }
  }

  /** Rule 11: confidence is a number from 0 to 1. Intent: halting weighs it. */
  @Test
  public void required_expert11_statesItsConfidence() throws Exception {
    for (Assignment sample : given()) {
      assertThat(solved(sample).confidence()).as("Rule 11: confidence.").isBetween(0.0, 1.0);
    }
  }

  /**
   * Rule 12: what was solved before changes nothing. Intent: tasks must not leak into one another,
   * and a replay has no past.
   */
  @Test
  public void required_expert12_keepsNoStateBetweenTasks() throws Exception {
    assumeTrue(
        descriptor.determinism() == Determinism.DETERMINISTIC, "Rule 12: declared as varying.");
    List<ExpertOutcome> first = new ArrayList<>();
    for (Assignment sample : given()) {
      first.add(solve(sample));
    }
    List<Assignment> again = given();
    for (int i = again.size() - 1; i >= 0; i--) {
      Map<String, MediaType> inputs = required(again.get(i));
      for (Map.Entry<String, MediaType> input : inputs.entrySet()) {
        Artifact foreign = Foreign.of(input.getValue()).get(1);
        solve(with(again.get(i), Foreign.replace(again.get(i).inputs(), input.getKey(), foreign)));
      }
      assertThat(solve(again.get(i)))
          .as("Rule 12: the outcome depends on calls before it.")
          .isEqualTo(first.get(i));
    }
  }

  /**
   * Rule 13: whoever declines or fails says why, in one line for a person and a code for
   * conditions. Intent: people read it; records hold the code.
   */
  @Test
  public void required_expert13_saysWhyItDidNotSolve() throws Exception {
    for (String message : refusals()) {
      assertThat(message).as("Rule 13: the message is empty.").isNotBlank();
      assertThat(message)
          .as("Rule 13: a message is for a person, not a stack trace.")
          .doesNotContain("\tat ");
    }
  }

  /** Rule 14 (optional): a refusal says what to do, after "Maybe". Intent: help. */
  @Test
  public void optional_expert14_saysWhatToDo() throws Exception {
    List<String> refusals = refusals();
    assumeTrue(!refusals.isEmpty(), "Rule 14: it refused nothing.");
    for (String message : refusals) {
      assumeTrue(message.contains("Maybe "), "Rule 14: no advice in: " + message);
    }
  }

  /**
   * Rule 15: during a call nothing is done to the world beyond what is declared: a pure expert
   * writes no file outside the temporary directory, uses no connection, starts no process; one that
   * only reads outside writes no file. Seen are the call's threads and those begun since the expert
   * was made; not seen are datagrams and native code. Intent: the host lets pure calls run before
   * their records are durable, and repeats them at will.
   */
  @Test
  public void required_expert15_doesToTheWorldWhatItDeclares() throws Exception {
    assumeTrue(descriptor.effect() != Effect.WRITES_OUTSIDE, "Rule 15: declared to write outside.");
    assumeTrue(Deeds.seen(), "Rule 15: this Java has no flight recorder to see by.");
    List<Assignment> samples = given();
    assertThat(Deeds.beyond(descriptor.effect(), before, () -> samples.forEach(this::solve)))
        .as("Rule 15: done although declared %s. Maybe declare the effect.", descriptor.effect())
        .isEmpty();
  }

  /**
   * Rule 16: every stream that a call opens on an input is closed when it ends, be it solved or
   * not. Intent: inputs may be files, and a host runs for months.
   */
  @Test
  public void required_expert16_closesWhatItOpens() throws Exception {
    for (Assignment sample : given()) {
      Opened opened = new Opened();
      solve(with(sample, opened.counting(sample.inputs())));
      for (Map.Entry<String, MediaType> input : required(sample).entrySet()) {
        Artifact foreign = Foreign.of(input.getValue()).get(1);
        Map<String, List<Artifact>> inputs =
            Foreign.replace(sample.inputs(), input.getKey(), foreign);
        solve(with(sample, opened.counting(inputs)));
      }
      assertThat(opened.count()).as("Rule 16: streams on inputs left open.").isZero();
    }
  }

  /**
   * Rule 17: facts are finite numbers, texts or truths, and only declared outputs are given.
   * Intent: JSON has no infinity, and what is not declared nobody looks for.
   */
  @Test
  public void required_expert17_givesFiniteFactsAndNoMoreOutputs() throws Exception {
    for (Assignment sample : given()) {
      solved(sample)
          .facts()
          .values()
          .forEach(
              (name, value) ->
                  assertThat(value instanceof Double number && !Double.isFinite(number))
                      .as("Rule 17: the fact %s is not finite (%s).", name, value)
                      .isFalse());
      assertThat(capability(sample.capability()).outputs().keySet())
          .as("Rule 17: an output of %s is not declared.", sample.capability())
          .containsAll(solved(sample).outputs().keySet());
    }
  }

  /**
   * Rule 18: once closed, if it can be, no thread that the expert began goes on for longer than
   * three times the grace. Runs last. Intent: a thread keeps the class loader of a replaced plugin,
   * and all that it loaded, for ever.
   */
  @Test
  @Order(Integer.MAX_VALUE)
  public void required_expert18_leavesNoThread() throws Exception {
    shown(given().get(0));
    if (expert instanceof AutoCloseable closeable) {
      closeable.close();
    }
    assertThat(Threads.left(before, grace().multipliedBy(PARTING)))
        .as("Rule 18: threads that still run. Maybe implement AutoCloseable, and end them there.")
        .isEmpty();
  }

  private List<String> refusals() throws Exception {
    List<String> messages = new ArrayList<>();
    for (Assignment sample : given()) {
      for (Map.Entry<String, MediaType> input : required(sample).entrySet()) {
        Artifact foreign = Foreign.of(input.getValue()).get(0);
        ExpertOutcome outcome =
            solve(with(sample, Foreign.replace(sample.inputs(), input.getKey(), foreign)));
        if (outcome instanceof Declined declined) {
          messages.add(declined.message());
        } else if (outcome instanceof Failed failed) {
          messages.add(failed.message());
        }
      }
    }
    return messages;
  }

  private static Assignment with(Assignment sample, Map<String, List<Artifact>> inputs) {
    return new Assignment(sample.capability(), sample.goal(), inputs, sample.parameters());
  }

  private Capability capability(String name) {
    return descriptor.capabilities().stream()
        .filter(capability -> capability.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("A sample asks for what is not declared: " + name));
  }

  private List<Assignment> given() throws Exception {
    if (given == null) {
      given = List.copyOf(samples());
    }
    return given;
  }

  /** The first outcome of a sample: rules that only look at one share it, since it may be dear. */
  private ExpertOutcome shown(Assignment sample) {
    if (!shown.containsKey(sample)) {
      shown.put(sample, solve(sample));
    }
    return shown.get(sample);
  }

  private Solved solved(Assignment sample) {
    ExpertOutcome outcome = shown(sample);
    assertThat(outcome).as("A sample is to be solved.").isInstanceOf(Solved.class);
    return (Solved) outcome;
  }

  /** Solves in the declared time; throwing or returning null breaks the contract itself. */
  private ExpertOutcome solve(Assignment assignment) {
    Calls.Ended<ExpertOutcome> ended =
        Calls.within(
            descriptor.timeout(),
            "A call is to end within the declared timeout.",
            () -> expert.solve(assignment, TestContext.withTimeout(descriptor.timeout())));
    assertThat(ended.thrown())
        .as("Expected failures are outcomes. Maybe catch it, and decline or fail.")
        .isNull();
    assertThat(ended.value()).as("An expert never returns null.").isNotNull();
    return ended.value();
  }
}
