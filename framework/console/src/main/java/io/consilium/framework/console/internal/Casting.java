package io.consilium.framework.console.internal;

import io.consilium.api.task.MediaType;
import io.consilium.api.task.Task;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.pipeline.Pipeline.Role;
import io.consilium.json.JsonArtifacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives each file the role that the pipeline has for its media type. */
final class Casting {
  private static final JsonArtifacts ARTIFACTS = new JsonArtifacts();

  private Casting() {}

  /**
   * The inputs of each task to run: one task, or, where the pipeline takes a single file and
   * several are given, one task a file.
   *
   * @throws BadInput if a file suits no role, or a role stays empty
   */
  static List<Job> cast(Pipeline pipeline, List<GivenFile> files) {
    boolean single = pipeline.inputs().size() == 1 && pipeline.inputs().get(0).max() == 1;
    if (single && !files.isEmpty()) {
      return files.stream()
          .map(file -> new Job(castOne(pipeline, List.of(file)), file.line()))
          .toList();
    }
    return List.of(new Job(castOne(pipeline, files), 0));
  }

  private static List<Task.Input> castOne(Pipeline pipeline, List<GivenFile> files) {
    Map<String, Integer> taken = new HashMap<>();
    List<Task.Input> inputs = new ArrayList<>();
    for (GivenFile file : files) {
      inputs.add(input(pipeline, file, taken));
    }
    for (Role role : pipeline.inputs()) {
      int count = taken.getOrDefault(role.name(), 0);
      if (count < role.min()) {
        throw new BadInput(
            "The pipeline "
                + pipeline.name()
                + " needs "
                + describe(role)
                + ", "
                + count
                + " given. Maybe name more files.");
      }
    }
    return inputs;
  }

  private static Task.Input input(Pipeline pipeline, GivenFile file, Map<String, Integer> taken) {
    for (MediaType type : file.types()) {
      for (Role role : pipeline.inputs()) {
        if (role.accepts(type) && taken.getOrDefault(role.name(), 0) < role.max()) {
          taken.merge(role.name(), 1, Integer::sum);
          return new Task.Input(role.name(), file.name(), ARTIFACTS.of(type, file.content()));
        }
      }
    }
    boolean full =
        file.types().stream()
            .anyMatch(type -> pipeline.inputs().stream().anyMatch(role -> role.accepts(type)));
    throw new BadInput(
        "The file "
            + file.path()
            + (full
                ? " is one too many"
                : " is " + file.types().get(0) + " by its content and suits no input")
            + " of the pipeline "
            + pipeline.name()
            + ". It takes "
            + pipeline.inputs().stream().map(Casting::describe).collect(Collectors.joining("; "))
            + (full ? ". Maybe leave it out." : ". Maybe convert it, or name another pipeline."));
  }

  private static String describe(Role role) {
    String count =
        role.min() == role.max()
            ? Integer.toString(role.min())
            : role.max() == Integer.MAX_VALUE
                ? role.min() + " or more"
                : role.min() + " to " + role.max();
    return count
        + " "
        + role.name()
        + " ("
        + role.media().stream().map(MediaType::value).collect(Collectors.joining(", "))
        + ")";
  }
}
