package io.consilium.framework.runtimes.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** On a plain class path, with a bound of 128 MB: see the pom. */
class TensorsTest {
  private static final long MEGABYTE = 1L << 20;

  private final List<INDArray> held = new ArrayList<>();

  @AfterEach
  void free() {
    held.forEach(INDArray::close);
  }

  @Test
  void computes() {
    double sum =
        Tensors.bounded(
            () ->
                Nd4j.ones(DataType.FLOAT, 4, 3)
                    .mmul(Nd4j.ones(DataType.FLOAT, 3, 5))
                    .sumNumber()
                    .doubleValue());
    assertThat(sum).isEqualTo(60);
  }

  @Test
  void saysWhatIsHeldAndAllowed() {
    Tensors.ready();
    long before = Tensors.health().usedBytes();
    held.add(Nd4j.create(DataType.FLOAT, 1024, 1024));
    TensorHealth health = Tensors.health();

    assertThat(health.state()).isEqualTo(TensorHealth.State.LOADED);
    assertThat(health.usedBytes() - before).isGreaterThanOrEqualTo(4 * MEGABYTE);
    assertThat(health.boundBytes()).isEqualTo(128 * MEGABYTE);
    assertThat(health.threads()).isEqualTo(1);
    assertThat(health.processBytes()).isBetween(MEGABYTE, health.processBoundBytes());
    assertThat(health.cache()).isDirectory().hasFileName("cache");
  }

  @Test
  void usedUpMemoryIsSaidSoAndLaterWorkSucceeds() {
    assertThatThrownBy(() -> Tensors.bounded(this::tooMuch))
        .isInstanceOf(TensorMemoryExhausted.class)
        .hasMessageContaining("of 128 MB")
        .hasMessageContaining("Maybe")
        .hasMessageContaining("consilium.tensor.memory");
    assertThat(Tensors.health().usedBytes()).isLessThanOrEqualTo(128 * MEGABYTE);

    free();
    held.clear();
    assertThat(Tensors.<Number>bounded(() -> Nd4j.ones(1000).sumNumber()).intValue())
        .isEqualTo(1000);
  }

  @Test
  void memoryUsedUpWithinAnOperationIsSaidSoToo() {
    assertThatThrownBy(
            () -> Tensors.bounded(() -> Nd4j.ones(DataType.FLOAT, 1024, 1024).repeat(0, 64)))
        .isInstanceOf(TensorMemoryExhausted.class);
  }

  @Test
  void otherFailuresPassThrough() {
    assertThatThrownBy(() -> Tensors.bounded(() -> Nd4j.ones(2, 3).mmul(Nd4j.ones(2, 3))))
        .isNotInstanceOf(TensorMemoryExhausted.class);
    assertThatThrownBy(
            () ->
                Tensors.bounded(
                    () -> {
                      throw new IllegalStateException("mine");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
  }

  @Test
  void leavesTheSystemPropertiesAsTheyWere() {
    Tensors.ready();
    assertThat(System.getProperty("org.bytedeco.javacpp.cachedir")).isNull();
    assertThat(System.getProperty("org.bytedeco.javacpp.maxbytes")).isNull();
  }

  private int tooMuch() {
    for (int i = 0; i < 100; i++) {
      held.add(Nd4j.create(DataType.FLOAT, 1024, 10 * 1024));
    }
    return held.size();
  }
}
