package io.consilium.framework.isolation.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void heapAndProcessorsAreBoundedAsSet() {
    Machine machine = Machine.of(Map.of(Machine.MEMORY, " 96 ", Machine.PROCESSORS, "1")::get);

    List<String> command = machine.command(List.of(Path.of("a.jar"), Path.of("b.jar")), boot());

    assertThat(command)
        .contains("-Xmx96m", "-XX:ActiveProcessorCount=1", "-XX:+ExitOnOutOfMemoryError")
        .endsWith(
            "-cp",
            "a.jar:b.jar",
            "io.consilium.framework.isolation.internal.launch.Launch",
            "boot.properties");
  }

  @Test
  void allProcessorsAreThereUnlessBounded() {
    List<String> command = Machine.of(name -> null).command(List.of(Path.of("a.jar")), boot());

    assertThat(command).contains("-Xmx512m").noneMatch(one -> one.contains("ProcessorCount"));
  }

  @Test
  void aSettingThatIsNoNumberIsNamed() {
    assertThatThrownBy(() -> Machine.of(Map.of(Machine.MEMORY, "plenty")::get))
        .hasMessageContaining("consilium.plugins.isolated.memory")
        .hasMessageContaining("(plenty)");
    assertThatThrownBy(() -> Machine.of(Map.of(Machine.MEMORY, "2")::get))
        .hasMessageContaining("at least 16");
  }

  private static Path boot() {
    return Path.of("boot.properties");
  }
}
