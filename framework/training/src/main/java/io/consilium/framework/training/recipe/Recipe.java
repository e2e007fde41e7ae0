package io.consilium.framework.training.recipe;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a training run does. Made by {@link RecipeFile}.
 *
 * @param name of the recipe
 * @param description in a sentence
 * @param network that is trained
 * @param task that puzzles are generated for: {@code sudoku}, {@code sudoku4} or {@code maze}
 * @param size side of a maze; the side of the grid otherwise
 * @param phases the curriculum, at least one
 * @param optimiser of the weights
 * @param exploration share of puzzles that must not halt before a random step (graph networks: that
 *     go on to the last step though they are solved)
 * @param batch puzzles at a time
 * @param steps updates in all; the schedule of the learning rate ends there
 * @param ema share that the average of the weights keeps at every update; 0 for no average
 * @param reportEvery steps between two lines of the record
 * @param evaluateEvery steps between two tests
 * @param checkpointEvery steps between two checkpoints
 * @param testPuzzles of each kind in a test
 * @param seed of everything that is drawn
 */
public record Recipe(
    String name,
    String description,
    Network network,
    String task,
    int size,
    List<Phase> phases,
    Optimiser optimiser,
    double exploration,
    int batch,
    long steps,
    double ema,
    int reportEvery,
    int evaluateEvery,
    int checkpointEvery,
    int testPuzzles,
    long seed) {
  public Recipe {
    phases = List.copyOf(phases);
  }

  /** The phase that an update (counted from 0) belongs to. */
  public Phase phase(long step) {
    for (Phase phase : phases.subList(0, phases.size() - 1)) {
      if (step < phase.until()) {
        return phase;
      }
    }
    return phases.get(phases.size() - 1);
  }

  /**
   * What another recipe would do otherwise, by the names of the components. The seed is not looked
   * at, since the command line may give another; nor are name and description.
   */
  public List<String> differences(Recipe other) {
    List<String> names = new ArrayList<>();
    for (RecordComponent part : Recipe.class.getRecordComponents()) {
      try {
        Object here = part.getAccessor().invoke(this);
        boolean said = Set.of("name", "description", "seed").contains(part.getName());
        if (!said && !here.equals(part.getAccessor().invoke(other))) {
          names.add(part.getName());
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return names;
  }

  /** The most steps that any phase allows: what networks are tested with. */
  public int maxSteps() {
    return phases.stream().mapToInt(Phase::maxSteps).max().orElseThrow();
  }
}
