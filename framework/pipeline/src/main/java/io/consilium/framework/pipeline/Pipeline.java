package io.consilium.framework.pipeline;

import io.consilium.api.host.Settings;
import io.consilium.api.task.Budget;
import io.consilium.api.task.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A pipeline as declared: what goes in, what it may use, and who plans, routes and halts.
 *
 * @param name how people call it
 * @param digest SHA-256 of the file's bytes, in hex
 * @param description one sentence
 * @param goal the capability asked of the root loop
 * @param inputs roles of the inputs, in order
 * @param budget what a task may use
 * @param planner who plans; the methods stand in its settings under {@code methods}
 * @param gate who routes
 * @param halting who halts
 */
public record Pipeline(
    String name,
    String digest,
    String description,
    String goal,
    List<Role> inputs,
    Budget budget,
    Use planner,
    Use gate,
    Use halting) {

  /**
   * A named input: which media types, how many.
   *
   * @param line makes a text with a line that matches this regular expression a list: each of its
   *     lines is the input of a task of its own; empty if a file is always one input
   */
  public record Role(String name, List<MediaType> media, int min, int max, Optional<String> line) {
    /** A role of whole files. */
    public Role(String name, List<MediaType> media, int min, int max) {
      this(name, media, min, max, Optional.empty());
    }

    public Role {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(line, "line");
      media = List.copyOf(media);
      if (min < 0 || max < 1 || max < min) {
        throw new IllegalArgumentException(
            "The input "
                + name
                + " needs 0 <= min <= max and max >= 1 ("
                + min
                + ", "
                + max
                + ").");
      }
    }

    public boolean accepts(MediaType type) {
      return media.stream().anyMatch(declared -> declared.accepts(type));
    }
  }

  /** A plugin by its id, with its settings. */
  public record Use(String id, Settings settings) {
    public Use {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(settings, "settings");
    }
  }

  public Pipeline {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(goal, "goal");
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(planner, "planner");
    Objects.requireNonNull(gate, "gate");
    Objects.requireNonNull(halting, "halting");
    inputs = List.copyOf(inputs);
  }
}
