package io.consilium.framework.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeFileTest {
  private static final Path SHIPPED = Path.of("recipes");

  private static Recipe recipe(String text) {
    return new RecipeFile(Path.of("mine.yaml"), text).recipe();
  }

  @Test
  void everyShippedRecipeIsRightAndNamedAsItsFile() throws IOException {
    assertThat(RecipeFile.names(SHIPPED)).isNotEmpty();
    for (String name : RecipeFile.names(SHIPPED)) {
      assertThat(RecipeFile.find(name, SHIPPED).recipe().name()).isEqualTo(name);
    }
  }

  @Test
  void readsACurriculum() {
    Recipe recipe =
        recipe(
            """
            task: sudoku
            phases:
              - {name: first, until: 100, maxSteps: 3, mix: {easy: 1}}
              - {name: then, maxSteps: 8, mix: {minimal: 0.75, hard: 0.25}}
            """);

    assertThat(recipe.phase(99).name()).isEqualTo("first");
    assertThat(recipe.phase(100).mix()).isEqualTo(Map.of("minimal", 0.75, "hard", 0.25));
    assertThat(recipe.maxSteps()).isEqualTo(8);
  }

  @Test
  void refusesWhatItDoesNotKnowWithLineAndFix() {
    assertThatThrownBy(
            () ->
                recipe(
                    """
                    task: sodoku
                    network:
                      kind: trm
                      hiden: 64
                    batch: -1
                    optimiser: {learningRate: fast}
                    """))
        .hasMessageContaining("The recipe (mine.yaml) has 4 problems")
        .hasMessageContaining(
            "line 1, task: (sodoku) must be one of sudoku, sudoku4, maze. Maybe sudoku.")
        .hasMessageContaining(
            "line 4, network.hiden: is not known here. Known: expansion, hCycles, heads")
        .hasMessageContaining("line 5, batch: (-1) must be a whole number from 1 to 4096")
        .hasMessageContaining("line 6, optimiser.learningRate: (fast) must be a number");
  }

  @Test
  void refusesAMixThatIsNoWhole() {
    assertThatThrownBy(() -> recipe("phases:\n  - mix: {easy: 0.5, hard: 0.2}\n"))
        .hasMessageContaining("line 2, phases[0].mix.easy: the shares add up to 0.7.");
  }

  @Test
  void refusesANetworkThatDoesNotGoWithTheTask() {
    assertThatThrownBy(() -> recipe("task: maze\nnetwork: {kind: graph}\n"))
        .hasMessageContaining("line 1, task: (maze) cannot be learned by a graph network.");
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertThatThrownBy(() -> recipe("task: [\n")).hasMessageContaining("line 2, not YAML");
    assertThatThrownBy(() -> recipe("- 1\n")).hasMessageContaining("must hold names and values");
  }

  @Test
  void namesTheShippedOnesWhereOneIsMissing() {
    assertThatThrownBy(() -> RecipeFile.find("sudoku-hmr", SHIPPED))
        .isInstanceOf(RecipeError.class)
        .hasMessageContaining("there is no such recipe. Maybe one of [");
  }
}
