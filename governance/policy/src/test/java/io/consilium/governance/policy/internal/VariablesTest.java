package io.consilium.governance.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.policy.PolicyPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VariablesTest {
  @ParameterizedTest
  @EnumSource(PolicyPoint.class)
  void theReadmeNamesEveryVariableOfAPoint(PolicyPoint point) throws IOException {
    String row =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("| `" + Variables.written(point) + "` |"))
            .findFirst()
            .orElseThrow();
    String variables =
        Variables.of(point).keySet().stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    assertThat(row).endsWith("| " + variables + " |");
  }
}
