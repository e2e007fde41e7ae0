package io.consilium.framework.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Error texts against golden files: {@code x.yaml} is read, {@code x.txt} is what is said. With
 * {@code -Dgolden.write=true} they are written anew.
 */
class PipelineErrorTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"schema", "meaning", "twice", "indent", "empty", "list", "bomb"})
  void saysWhatIsWrongAndWhere(String name) throws IOException {
    Path golden = Path.of("src/test/resources/golden");
    PipelineError error =
        catchThrowableOfType(
            PipelineError.class, () -> PipelineFile.read(golden.resolve(name + ".yaml")));
    assertThat(error).isNotNull();
    Path expected = golden.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(expected, error.getMessage() + "\n");
    }
    assertThat(error.getMessage() + "\n").isEqualTo(Files.readString(expected));
  }
}
