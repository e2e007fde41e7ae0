package io.consilium.framework.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.pipeline.method.Method;
import io.consilium.framework.pipeline.method.MethodReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedPipelinesTest {
  private static final Path SHIPPED = Path.of("../../distribution/pipelines");

  @Test
  void everyShippedPipelineIsValid() {
    List<PipelineCatalog.Listed> listed = new PipelineCatalog(List.of(SHIPPED)).list();
    assertThat(listed)
        .extracting(PipelineCatalog.Listed::name)
        .contains("report-forecast", "document-digest", "read-chart", "read-table");
    assertThat(listed).allSatisfy(one -> assertThat(one.trouble()).isEmpty());
  }

  @Test
  void theMethodsOfAPipelineAreReadInTheirOrder() {
    Pipeline pipeline = new PipelineCatalog(List.of(SHIPPED)).find("report-forecast");
    List<Method> methods = MethodReader.read(pipeline.planner().settings());
    assertThat(methods).extracting(Method::name).containsExactly("analyse-report", "read-page");
    assertThat(methods.get(0).steps())
        .extracting(step -> step.name())
        .containsExactly("read", "judge", "forecast", "write");
    assertThat(methods.get(0).outputs().keySet()).startsWith("report", "forecast");
    assertThat(pipeline.budget().time()).hasMinutes(2);
  }
}
