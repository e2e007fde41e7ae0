package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Vocabulary;
import io.consilium.api.task.Artifact;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The values of an answer, by type, read from its artifacts. */
final class Outputs {
  private static final JsonArtifacts ARTIFACTS = new JsonArtifacts();

  /**
   * One value.
   *
   * @param name of the output
   * @param index among those of the same name, from 0
   */
  record Output<T>(String name, int index, T value) {}

  private final Map<String, List<Artifact>> outputs;

  Outputs(Map<String, List<Artifact>> outputs) {
    this.outputs = new TreeMap<>(outputs);
  }

  /** All values of a type; what cannot be read is left out here and listed by {@link #others}. */
  <T> List<Output<T>> all(Class<T> type) {
    List<Output<T>> found = new ArrayList<>();
    outputs.forEach(
        (name, artifacts) -> {
          for (int i = 0; i < artifacts.size(); i++) {
            Optional<T> value = read(artifacts.get(i), type);
            if (value.isPresent()) {
              found.add(new Output<>(name, i, value.get()));
            }
          }
        });
    return found;
  }

  <T> Optional<T> first(Class<T> type) {
    return all(type).stream().map(Output::value).findFirst();
  }

  /** What no section of the page shows. */
  List<Output<Artifact>> others() {
    List<Output<Artifact>> found = new ArrayList<>();
    outputs.forEach(
        (name, artifacts) -> {
          for (int i = 0; i < artifacts.size(); i++) {
            Artifact artifact = artifacts.get(i);
            boolean known =
                Vocabulary.classOf(artifact.mediaType())
                    .filter(Outputs::isShown)
                    .flatMap(type -> read(artifact, type))
                    .isPresent();
            if (!known) {
              found.add(new Output<>(name, i, artifact));
            }
          }
        });
    return found;
  }

  private static boolean isShown(Class<?> type) {
    return AnswerPage.SHOWN.contains(type);
  }

  private static <T> Optional<T> read(Artifact artifact, Class<T> type) {
    if (!artifact.mediaType().equals(Vocabulary.mediaType(type))) {
      return Optional.empty();
    }
    try {
      return Optional.of(ARTIFACTS.read(artifact, type));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
