package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.halting.HaltingPolicy;
import io.consilium.tck.HaltingPolicyTck;
import org.junit.jupiter.api.Test;

/** What is special about this policy; the rules for all halting policies come with the kit. */
class ${className}HaltingTest extends HaltingPolicyTck {

  @Override
  protected HaltingPolicy policy() {
    return new ${className}Halting();
  }

  @Test
  void hasTheNameThatPipelinesUse() {
    assertThat(policy().id()).isEqualTo("${artifactId}");
  }
}
