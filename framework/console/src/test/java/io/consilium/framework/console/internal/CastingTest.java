package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.host.Settings;
import io.consilium.api.task.Budget;
import io.consilium.api.task.MediaType;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.pipeline.Pipeline.Role;
import io.consilium.framework.pipeline.Pipeline.Use;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CastingTest {
  private static final Role IMAGE = new Role("image", List.of(MediaType.PNG, MediaType.JPEG), 1, 1);
  private static final Role NOTES = new Role("notes", List.of(MediaType.TEXT), 0, 2);

  @Test
  void eachFileGetsTheRoleOfItsMediaType() {
    List<Job> tasks =
        Casting.cast(
            pipeline(IMAGE, NOTES),
            List.of(
                file("n.txt", MediaType.TEXT),
                file("p.png", MediaType.PNG),
                file("m.csv", new MediaType("text/csv"), MediaType.TEXT)));

    assertThat(tasks).hasSize(1);
    assertThat(tasks.get(0).inputs())
        .extracting(input -> input.name() + "=" + input.label())
        .containsExactly("notes=n.txt", "image=p.png", "notes=m.csv");
    assertThat(tasks.get(0).inputs().get(2).artifact().mediaType()).isEqualTo(MediaType.TEXT);
  }

  @Test
  void severalFilesForAPipelineOfOneAreSeveralTasks() {
    assertThat(
            Casting.cast(
                pipeline(IMAGE), List.of(file("a", MediaType.PNG), file("b", MediaType.JPEG))))
        .hasSize(2)
        .allMatch(job -> job.inputs().size() == 1);
  }

  @Test
  void whatSuitsNoRoleIsNamedWithWhatIsTaken() {
    refuses(
        "The file b.txt is text/plain by its content and suits no input of the pipeline p. It takes"
            + " 1 image (image/png, image/jpeg). Maybe convert it, or name another pipeline.",
        pipeline(IMAGE),
        file("b.txt", MediaType.TEXT));
    refuses(
        "The file c is one too many of the pipeline p. It takes 0 to 2 notes (text/plain). Maybe leave it out.",
        pipeline(NOTES),
        file("a", MediaType.TEXT),
        file("b", MediaType.TEXT),
        file("c", MediaType.TEXT));
    refuses(
        "The pipeline p needs 1 image (image/png, image/jpeg), 0 given. Maybe name more files.",
        pipeline(IMAGE, NOTES),
        file("a", MediaType.TEXT));
  }

  private static void refuses(String message, Pipeline pipeline, GivenFile... files) {
    assertThatThrownBy(() -> Casting.cast(pipeline, List.of(files)))
        .isInstanceOf(BadInput.class)
        .hasMessage(message);
  }

  private static GivenFile file(String name, MediaType... types) {
    return new GivenFile(Path.of(name), Arrays.asList(types), new byte[] {1});
  }

  private static Pipeline pipeline(Role... roles) {
    Use use = new Use("x", Settings.EMPTY);
    return new Pipeline("p", "0", "A test.", "goal", List.of(roles), Budget.DEFAULT, use, use, use);
  }
}
