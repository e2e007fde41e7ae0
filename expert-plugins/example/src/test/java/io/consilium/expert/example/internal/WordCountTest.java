package io.consilium.expert.example.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Declined;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.api.task.MediaType;
import io.consilium.tck.ExpertTck;
import io.consilium.tck.TestContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is special about this expert; the rules for all experts come with the kit. */
class WordCountTest extends ExpertTck {
  private final WordCount wordCount = new WordCount(() -> 100);

  @Override
  protected Expert expert() {
    return wordCount;
  }

  @Override
  protected List<Assignment> samples() {
    return List.of(counting("Ad astra per aspera"));
  }

  private static Assignment counting(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Assignment(
        "text.word-count",
        "Count the words",
        Map.of("text", List.of(TestContext.create().artifacts().of(MediaType.TEXT, bytes))),
        Settings.EMPTY);
  }

  @Test
  void countsWords() throws Exception {
    ExpertOutcome outcome = wordCount.solve(counting("one  two\nthree"), TestContext.create());
    assertThat(((Solved) outcome).facts().values()).containsEntry("words", 3.0);
  }

  @Test
  void declinesATextThatIsLargerThanItsSettingsAllow() throws Exception {
    ExpertOutcome outcome = wordCount.solve(counting("one ".repeat(26)), TestContext.create());
    assertThat(((Declined) outcome).code()).isEqualTo(Declined.BAD_INPUT);
  }

  @Test
  void declinesATextWithoutWords() throws Exception {
    ExpertOutcome outcome = wordCount.solve(counting(" \n "), TestContext.create());
    assertThat(((Declined) outcome).code()).isEqualTo(Declined.ABSENT);
  }
}
