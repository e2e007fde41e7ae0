package io.consilium.framework.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/** Native memory is taken once and given back; a stopped pass leaves the network as it was. */
class LifetimeTest {

  private final Batch batch = Golden.of("hrm_puz_steps").batch(1);

  @ParameterizedTest
  @ValueSource(strings = {"hrm_puz", "trm_att", "trm_mlp"})
  void twoHundredTrainingStepsTakeNoFurtherNativeMemory(String name) {
    try (ReasoningNetwork network = Golden.network(name)) {
      Carry carry = train(network, network.initialCarry(batch), 3);
      long bytes = nativeBytes();
      long scratch = network.scratchBytes();
      train(network, carry, 200);
      assertThat(nativeBytes()).isLessThanOrEqualTo(bytes);
      assertThat(network.scratchBytes()).isEqualTo(scratch);
      assertThat(bytes).isGreaterThan(scratch); // it is counted
    }
  }

  private Carry train(ReasoningNetwork network, Carry begun, int steps) {
    Carry carry = begun;
    for (int n = 0; n < steps; n++) {
      network.parameters().clearGradients();
      carry = network.train(carry, batch, Act.train(), CrossEntropy.STABLEMAX, 1).carry();
    }
    return carry;
  }

  @Test
  void aThousandStoppedPassesTakeNoFurtherNativeMemory() {
    try (ReasoningNetwork network = Golden.network("hrm_puz")) {
      Carry carry = train(network, network.initialCarry(batch), 1);
      long bytes = nativeBytes();
      for (int n = 0; n < 1000; n++) {
        Act act = Act.train().stoppedBy(after(n % 40));
        assertThatThrownBy(() -> network.train(carry, batch, act, CrossEntropy.STABLEMAX, 1))
            .isInstanceOf(StoppedException.class);
      }
      assertThat(nativeBytes()).isLessThanOrEqualTo(bytes);
    }
  }

  @Test
  void aStoppedPassNamesItsPlaceAndChangesNothing() {
    try (ReasoningNetwork network = Golden.network("trm_att")) {
      Carry begun = network.initialCarry(batch);
      float[] expected = network.step(begun, batch, Act.evaluate()).outputs().logits();
      Act stopped = Act.evaluate().stoppedBy(after(5));
      assertThatThrownBy(() -> network.step(begun, batch, stopped))
          .isInstanceOf(StoppedException.class)
          .hasMessage("The network was stopped before L_level part 1");
      float[] again = network.step(begun, batch, Act.evaluate()).outputs().logits();
      assertThat(again).isEqualTo(expected);
    }
  }

  @Test
  void aStopIsLookedForBeforeEveryBlock() {
    AtomicInteger asked = new AtomicInteger();
    BooleanSupplier never = () -> asked.incrementAndGet() < 0;
    try (ReasoningNetwork network = Golden.network("hrm_nopuz")) {
      Batch unlabelled = Batch.of(3, batch.inputs());
      network.step(network.initialCarry(batch), unlabelled, Act.evaluate().stoppedBy(never));
    }
    assertThat(asked.get()).isEqualTo(6 * 4); // 6 calls of 2 blocks of 2 parts
  }

  @Test
  void closingGivesEverythingBack() {
    train(Golden.network("hrm_puz"), 1); // whatever ND4J keeps for itself
    long bytes = nativeBytes();
    for (int n = 0; n < 20; n++) {
      train(Golden.network("hrm_puz"), 2);
    }
    assertThat(nativeBytes()).isLessThanOrEqualTo(bytes);
  }

  private void train(ReasoningNetwork network, int steps) {
    try (network) {
      train(network, network.initialCarry(batch), steps);
    }
  }

  @Test
  void anotherAttemptBeginsElsewhereAndEveryAttemptFromASeedAlike() {
    try (ReasoningNetwork network = Golden.network("trm_att")) {
      Carry one = network.randomCarry(batch, 1, new Random(1));
      assertThat(network.randomCarry(batch, 1, new Random(1)).low()).isEqualTo(one.low());
      assertThat(network.randomCarry(batch, 1, new Random(2)).low()).isNotEqualTo(one.low());
      assertThat(one.finished()).isFalse();
      assertThat(network.step(one, batch, Act.evaluate()).carry().steps()).containsOnly(1);
    }
  }

  /** What ND4J's arrays hold; JavaCPP's own count doesn't see them. */
  private static long nativeBytes() {
    return Nd4j.getEnvironment().getDeviceCouner(0);
  }

  private static BooleanSupplier after(int questions) {
    AtomicInteger left = new AtomicInteger(questions);
    return () -> left.getAndDecrement() <= 0;
  }
}
