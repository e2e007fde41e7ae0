package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.Settings;
import io.consilium.api.task.Budget;
import io.consilium.api.task.MediaType;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.pipeline.Pipeline.Role;
import io.consilium.framework.pipeline.Pipeline.Use;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final List<MediaType> MEDIA = List.of(MediaType.TEXT, MediaType.PNG);

  private static Pipeline pipeline(Optional<String> line) {
    Use use = new Use("x", Settings.EMPTY);
    Role role = new Role("puzzle", MEDIA, 1, 1, line);
    return new Pipeline("p", "0", "A test.", "goal", List.of(role), Budget.DEFAULT, use, use, use);
  }

  private static List<String> split(Optional<String> line, String text, MediaType... types) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    GivenFile file = new GivenFile(Path.of("dir/a.txt"), List.of(types), content);
    return Lines.split(pipeline(line), List.of(file)).stream()
        .map(one -> one.name() + "=" + new String(one.content(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void eachLineOfAListIsATaskUnderItsNumber() {
    assertThat(split(Optional.of("[0-9]{3}"), "123\r\n\n# note\n 456 \n", MediaType.TEXT))
        .containsExactly("a.txt:1=123", "a.txt:4=456");
  }

  @Test
  void aMalformedLineOfAListIsATaskToo() {
    assertThat(split(Optional.of("[0-9]{3}"), "123\n12\n", MediaType.TEXT))
        .containsExactly("a.txt:1=123", "a.txt:2=12");
  }

  @Test
  void aTextWithoutSuchALineStaysWhole() {
    assertThat(split(Optional.of("[0-9]{3}"), "1 2\n3 4\n", MediaType.TEXT))
        .containsExactly("a.txt=1 2\n3 4\n");
  }

  @Test
  void whatIsNoTextAndWhatIsNotDeclaredStaysWhole() {
    assertThat(split(Optional.of("[0-9]{3}"), "123", MediaType.PNG)).containsExactly("a.txt=123");
    assertThat(split(Optional.empty(), "123\n456", MediaType.TEXT))
        .containsExactly("a.txt=123\n456");
  }
}
