package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {
  @TempDir private Path directory;

  @Test
  void oneTaskIsWrittenIntoTheDirectoryItself() throws Exception {
    Path out = directory.resolve("new");
    new OutputFiles(out, false).write(report("t-1", "page.png"), "<html>");

    assertThat(out).isDirectoryContaining("glob:**/answer.json");
    assertThat(out.resolve("report.html")).hasContent("<html>");
    assertThat(Files.list(out)).hasSize(2);
  }

  @Test
  void tasksOfABatchAreNamedAfterTheirInputs() {
    OutputFiles files = new OutputFiles(directory, true);
    files.write(report("t-1", "page.png"), "");
    files.write(report("t-2", "page.jpg"), "");

    assertThat(directory.resolve("page/answer.json")).exists();
    assertThat(directory.resolve("page-t-2/answer.json")).exists();
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsSaidSo() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> new OutputFiles(file, false).prepare())
        .isInstanceOf(Complaint.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--out");
  }

  private static JsonNode report(String task, String input) {
    return Json.tree(
        ("{\"task\":\"" + task + "\",\"inputs\":[{\"name\":\"" + input + "\"}]}")
            .getBytes(StandardCharsets.UTF_8));
  }
}
