package io.consilium.distribution.host;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SourceWatchTest {
  @TempDir Path project;

  @Test
  @Timeout(30)
  void returnsAfterASaveAddedRemovedOrAltered() throws Exception {
    Path source = Files.createDirectories(project.resolve("src")).resolve("A.java");
    SourceWatch watch = new SourceWatch(new MavenProject(project));

    Files.writeString(source, "class A {}");
    watch.awaitSave();
    Files.writeString(source, "final class A {}");
    watch.awaitSave();
    Files.delete(source);
    watch.awaitSave();
  }
}
