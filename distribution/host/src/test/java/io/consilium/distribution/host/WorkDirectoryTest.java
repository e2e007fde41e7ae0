package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
  @TempDir private Path directory;

  @Test
  void itIsMadeAndTakenAndSaysByWhom() {
    WorkDirectory work = WorkDirectory.open(directory.resolve("a/b"));
    try (WorkDirectory.Held held = work.take().orElseThrow()) {
      assertThat(held).isNotNull();
      assertThat(work.owner()).isEqualTo(Long.toString(ProcessHandle.current().pid()));
    }
    work.take().orElseThrow().close();
  }

  @Test
  void aFileInItsPlaceIsSaidSo() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> WorkDirectory.open(file))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("is a file")
        .hasMessageContaining("--work");
    assertThatThrownBy(() -> WorkDirectory.open(file.resolve("below")))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("cannot be written");
  }
}
