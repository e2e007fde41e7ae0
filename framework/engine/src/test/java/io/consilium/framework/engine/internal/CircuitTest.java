package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.engine.Engine.CircuitState;
import io.consilium.framework.engine.internal.Circuit.Change;
import io.consilium.framework.engine.internal.Circuit.End;
import io.consilium.framework.routing.Veto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private static final Duration DELAY = Duration.ofSeconds(30);
  private static final Duration QUARANTINE = Duration.ofMinutes(10);

  private final AtomicLong now = new AtomicLong();
  private final List<Change> told = new ArrayList<>();
  private final Circuit circuit =
      new Circuit(new Limits.Breaker(3, 5, DELAY, 2, 3, QUARANTINE), now::get, told::add);

  private void call(End... ends) {
    for (End end : ends) {
      int pass = circuit.enter();
      assertThat(pass).isNotEqualTo(Circuit.NO_PASS);
      circuit.leave(pass, end);
    }
  }

  private void wait(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private void open() {
    call(End.FAULT, End.FAULT, End.FAULT);
  }

  @Test
  void opensWhenTooManyOfTheLastCallsWereFaults() {
    call(End.FAULT, End.FINE, End.FAULT);
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    call(End.FAULT);

    assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
    assertThat(circuit.enter()).isEqualTo(Circuit.NO_PASS);
    assertThat(circuit.bar().map(Veto::code)).contains(Veto.CIRCUIT_OPEN);
    assertThat(circuit.words())
        .isEqualTo("3 of 4 of its last calls were faults, opened 1 times; tried again in 30 s");
    assertThat(told).isEmpty();
  }

  @Test
  void staysClosedWhileFaultsAreFewAmongTheLastCalls() {
    for (int i = 0; i < 50; i++) {
      call(End.FAULT, End.FINE, End.FINE);
    }
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    assertThat(circuit.words()).isEmpty();
  }

  @Test
  void whatWasStoppedByOthersSaysNothing() {
    call(End.FAULT, End.FAULT);
    call(End.NOTHING, End.NOTHING, End.NOTHING, End.NOTHING);
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    call(End.FAULT);
    assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void probationLetsOneCallThroughAtATimeAndClosesAfterEnoughThatWentWell() {
    open();
    wait(DELAY);
    assertThat(circuit.state()).isEqualTo(CircuitState.PROBATION);
    assertThat(circuit.bar()).isEmpty();

    int first = circuit.enter();
    assertThat(circuit.enter()).isEqualTo(Circuit.NO_PASS);
    assertThat(circuit.bar().map(Veto::code)).contains(Veto.CIRCUIT_OPEN);
    circuit.leave(first, End.FINE);
    assertThat(circuit.state()).isEqualTo(CircuitState.PROBATION);
    call(End.FINE);
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void aCallOfTheProbationThatOthersStopGivesItsPlaceBack() {
    open();
    wait(DELAY);
    call(End.NOTHING, End.NOTHING, End.FINE, End.FINE);
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void oneFaultEndsTheProbationAndTheNextWaitIsTwiceAsLong() {
    open();
    wait(DELAY);
    call(End.FINE, End.FAULT);
    wait(DELAY);
    assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
    wait(DELAY);
    assertThat(circuit.state()).isEqualTo(CircuitState.PROBATION);
  }

  @Test
  void whatBeganBeforeItOpenedSaysNothingOfTheProbation() {
    int before = circuit.enter();
    open();
    wait(DELAY);
    call(End.FINE);
    circuit.leave(before, End.FAULT);
    call(End.FINE);
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void whoOpensAgainAndAgainIsQuarantinedForLongerAndReleasedByItsProbation() {
    open();
    wait(DELAY);
    call(End.FAULT);
    wait(DELAY.multipliedBy(2));
    call(End.FAULT);

    assertThat(circuit.state()).isEqualTo(CircuitState.QUARANTINED);
    assertThat(told).containsExactly(new Change(true, "faults 1 of 1"));
    wait(DELAY.multipliedBy(4));
    assertThat(circuit.bar().map(Veto::code)).contains(Veto.QUARANTINED);
    wait(QUARANTINE);
    assertThat(circuit.bar()).isEmpty();
    call(End.FINE, End.FINE);
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    assertThat(told).last().isEqualTo(new Change(false, "probation"));
  }

  @Test
  void aQuarantineThatGoesOnIsToldOnce() {
    open();
    for (int i = 0; i < 20; i++) {
      wait(QUARANTINE.multipliedBy(1 << 6));
      call(End.FAULT);
    }
    assertThat(told).hasSize(1);
    assertThat(circuit.state()).isEqualTo(CircuitState.QUARANTINED);
  }

  @Test
  void aWindowOfCallsThatWentWellForgetsTheOpenings() {
    for (int i = 0; i < 10; i++) {
      open();
      wait(DELAY);
      call(End.FINE, End.FINE);
      call(End.FINE, End.FINE, End.FINE, End.FINE, End.FINE);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void anOperatorReleasesIt() {
    assertThat(circuit.release()).isFalse();
    open();
    int late = circuit.enter();
    assertThat(circuit.release()).isTrue();
    circuit.leave(late, End.FAULT);

    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    open();
    assertThat(circuit.words()).contains("opened 1 times");
    assertThat(told).isEmpty();
  }
}
