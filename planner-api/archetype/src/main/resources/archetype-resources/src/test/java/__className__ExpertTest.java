package ${package};

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
class ${className}ExpertTest extends ExpertTck {

  @Override
  protected Expert expert() {
    return new ${className}Expert();
  }

  @Override
  protected List<Assignment> samples() {
    return List.of(stripping("  Ad astra per aspera\n"));
  }

  private static Assignment stripping(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Assignment(
        "${artifactId}.strip",
        "Strip the text",
        Map.of("text", List.of(TestContext.create().artifacts().of(MediaType.TEXT, bytes))),
        Settings.EMPTY);
  }

  @Test
  void takesTheBlanksOff() throws Exception {
    ExpertOutcome outcome = expert().solve(stripping("  one two "), TestContext.create());
    assertThat(outcome).isInstanceOf(Solved.class);
    byte[] bytes =
        TestContext.create().artifacts().bytes(((Solved) outcome).outputs().get("text"), 100);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("one two");
  }

  @Test
  void declinesABlankText() throws Exception {
    ExpertOutcome outcome = expert().solve(stripping(" \n "), TestContext.create());
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Declined.class, declined -> assertThat(declined.code()).isEqualTo(Declined.ABSENT));
  }
}
