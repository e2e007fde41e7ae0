package io.consilium.framework.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the bytes: a pipeline, or a problem named; never another exception. */
class HostileFileTest {
  private static final byte[] SHIPPED = shipped();

  private static byte[] shipped() {
    try {
      return Files.readAllBytes(Path.of("../../distribution/pipelines/report-forecast.yaml"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Property(tries = 300)
  void aShippedFileWithSomeBytesChanged(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = SHIPPED.clone();
    for (int i = random.nextInt(6); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(95));
    }
    readOrRefuse(bytes);
  }

  @Property(tries = 300)
  void aShippedFileWithLinesMixed(@ForAll long seed) {
    Random random = new Random(seed);
    String[] lines = new String(SHIPPED, StandardCharsets.UTF_8).split("\n");
    for (int i = random.nextInt(4); i >= 0; i--) {
      lines[random.nextInt(lines.length)] = lines[random.nextInt(lines.length)];
    }
    readOrRefuse(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 200)
  void anyText(@ForAll String text) {
    readOrRefuse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      Pipeline pipeline = PipelineFile.read("x.yaml", bytes);
      io.consilium.framework.pipeline.method.MethodReader.read(pipeline.planner().settings());
    } catch (PipelineError e) {
      // Named: that is what is wanted.
    }
  }
}
