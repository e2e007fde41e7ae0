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
 * a malformed one among them is told of and not lost. A square drawing stays whole too, of which a
 * row looks so by chance.
 */
final class Lines {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** What a row of a drawing has and its rulers lack. */
  private static final Pattern CELL = Pattern.compile("[\\p{L}\\p{N}._]");

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
    String text = new String(file.content(), StandardCharsets.UTF_8);
    String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    List<String> lines = content.lines().map(String::strip).toList();
    if (!isList(lines.stream().filter(Lines::counts).toList(), looks)) {
      return List.of(file);
    }
    List<GivenFile> each = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (counts(line)) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        each.add(new GivenFile(file.path(), List.of(MediaType.TEXT), bytes, i + 1));
      }
    }
    return each;
  }

  /** Not blank and no remark. */
  private static boolean counts(String line) {
    return !line.isEmpty() && !line.startsWith("#");
  }

  private static boolean isList(List<String> lines, Pattern looks) {
    long hits = lines.stream().filter(line -> looks.matcher(line).matches()).count();
    List<String> rows = lines.stream().filter(CELL.asPredicate()).toList();
    long wide = rows.stream().filter(row -> row.length() == rows.size()).count();
    boolean square = 2 * wide > rows.size();
    return hits > 0 && !(square && 2 * hits < rows.size());
  }
}
