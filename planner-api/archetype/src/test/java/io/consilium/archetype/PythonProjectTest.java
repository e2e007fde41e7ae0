package io.consilium.archetype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.json.Example;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonProjectTest {
  @TempDir private Path directory;

  @Test
  void aProjectInPythonIsWholeAndNamesItself() throws Exception {
    List<Path> written = new PythonProject("my-fraud").write(directory);

    assertThat(written).allMatch(Files::isRegularFile).hasSize(7);
    for (Path file : written) {
      assertThat(Files.readString(file)).doesNotContain("${");
    }
    assertThat(directory.resolve("manifest.txt"))
        .content()
        .contains("Bundle-SymbolicName: my-fraud\n", "Consilium-Bridge: bridge.yaml\n");
    assertThat(directory.resolve("expert.py")).content().contains("id=\"my-fraud\"");
    assertThat(directory.resolve("consilium_bridge.py")).content().contains("consilium-bridge/1");
  }

  @Test
  void itsExamplesAreExamples() throws Exception {
    new PythonProject("my-fraud").write(directory);
    Path examples = directory.resolve("CONSILIUM-INF/examples");
    assertThat(Example.read("blanks", Files.readAllBytes(examples.resolve("blanks.json"))).called())
        .isEqualTo("my-fraud.strip");
    assertThat(Example.read("nothing", Files.readAllBytes(examples.resolve("nothing.json"))).code())
        .isEqualTo("absent");
  }

  @Test
  void aNameThatIsNoneAndADirectoryInUseAreRefused() throws Exception {
    assertThatThrownBy(() -> new PythonProject("My Fraud")).hasMessageContaining("My Fraud");
    Files.createFile(directory.resolve("mine"));
    assertThatThrownBy(() -> new PythonProject("my-fraud").write(directory))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}
