package io.consilium.framework.pipeline;

import io.consilium.api.task.Digest;
import io.consilium.framework.pipeline.internal.Findings;
import io.consilium.framework.pipeline.internal.MeaningCheck;
import io.consilium.framework.pipeline.internal.PipelineReader;
import io.consilium.framework.pipeline.internal.SchemaCheck;
import io.consilium.framework.pipeline.internal.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads pipeline files. A file is YAML 1.2; its form is described by the published JSON Schema
 * {@code pipeline.schema.json} beside this class. All methods are static and pure.
 */
public final class PipelineFile {
  /** Largest file that is read: 1 MiB. */
  public static final int MAX_BYTES = 1 << 20;

  private PipelineFile() {}

  /**
   * Reads a file.
   *
   * @throws PipelineError if it cannot be read or is no valid pipeline
   */
  public static Pipeline read(Path file) {
    return read(file.getFileName().toString(), bytes(file));
  }

  /**
   * Reads a file's content.
   *
   * @param name how messages call it
   * @throws PipelineError if it is no valid pipeline; every problem found is named
   */
  public static Pipeline read(String name, byte[] yaml) {
    Findings findings = new Findings(name);
    if (yaml.length > MAX_BYTES) {
      findings.add(
          0,
          "",
          "The file is too large (" + yaml.length + " bytes, " + MAX_BYTES + " are allowed).",
          "Maybe this is not a pipeline.");
    }
    findings.throwIfAny();
    YamlTree tree = YamlTree.parse(yaml, findings);
    findings.throwIfAny();
    SchemaCheck.check(tree);
    findings.throwIfAny();
    MeaningCheck.check(tree);
    findings.throwIfAny();
    return PipelineReader.pipeline(tree.root(), Digest.of(yaml).hex());
  }

  /** The published JSON Schema (draft 2020-12) of a pipeline file. */
  public static String schema() {
    try (InputStream in = PipelineFile.class.getResourceAsStream("pipeline.schema.json")) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "There is no such file.", "Maybe check the path.");
    } catch (IOException e) {
      throw unreadable(
          file,
          "It cannot be read (" + e.getMessage() + ").",
          "Maybe it is a directory, or its permissions forbid it.");
    }
  }

  private static PipelineError unreadable(Path file, String message, String fix) {
    return new PipelineError(
        file.toString(), List.of(new PipelineError.Problem(0, "", message, fix)));
  }
}
