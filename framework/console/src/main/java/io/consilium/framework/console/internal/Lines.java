package io.consilium.framework.console.internal;

import io.consilium.api.task.MediaType;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.pipeline.Pipeline.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits texts into lines, where a pipeline declares that each line is a task. A text without any
 * line that looks as declared stays whole; of one that has such a line, every line counts, so that
 * a malformed one among them is told of and not lost.
 */
final class Lines {
  private Lines() {}

  /** Whether the pipeline declares it. */
  static boolean declared(Pipeline pipeline) {
    return pipeline.inputs().size() == 1 && pipeline.inputs().get(0).line().isPresent();
  }

  static List<GivenFile> split(Pipeline pipeline, List<GivenFile> files) {
    if (!declared(pipeline)) {
      return files;
    }
    Role role = pipeline.inputs().get(0);
    Pattern looks = Pattern.compile(role.line().orElseThrow());
    List<GivenFile> all = new ArrayList<>();
    for (GivenFile file : files) {
      if (role.accepts(MediaType.TEXT) && file.types().contains(MediaType.TEXT)) {
        all.addAll(split(file, looks));
      } else {
        all.add(file);
      }
    }
    return all;
  }

  private static List<GivenFile> split(GivenFile file, Pattern looks) {
    List<String> lines = new String(file.content(), StandardCharsets.UTF_8).lines().toList();
    if (lines.stream().map(String::strip).noneMatch(line -> looks.matcher(line).matches())) {
      return List.of(file);
    }
    List<GivenFile> each = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        byte[] content = line.getBytes(StandardCharsets.UTF_8);
        each.add(new GivenFile(file.path(), List.of(MediaType.TEXT), content, i + 1));
      }
    }
    return each;
  }
}
