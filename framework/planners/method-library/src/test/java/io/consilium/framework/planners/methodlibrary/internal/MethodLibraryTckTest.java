package io.consilium.framework.planners.methodlibrary.internal;

import io.consilium.api.host.Facts;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Planner;
import io.consilium.framework.pipeline.PipelineFile;
import io.consilium.tck.PlannerTck;
import java.nio.file.Path;
import java.util.List;

class MethodLibraryTckTest extends PlannerTck {
  private static Settings shipped(String name) {
    Path file = Path.of("../../../distribution/pipelines").resolve(name + ".yaml");
    return PipelineFile.read(file).planner().settings();
  }

  @Override
  protected Planner planner() {
    return new MethodLibraryPlanner();
  }

  @Override
  protected List<Sample> samples() {
    Settings forecast = shipped("report-forecast");
    Settings digest = shipped("document-digest");
    return List.of(
        new Sample(new Loop("report.forecast").input("image").carry(), forecast),
        new Sample(new Loop("page.read").input("image").carry(), forecast),
        new Sample(
            new Loop("page.read")
                .input("image")
                .solved("text", Facts.of("tables", 1), "page")
                .declined("table", "absent")
                .rejected("agree", "text-differs")
                .carry(),
            forecast),
        new Sample(
            new Loop("documents.digest").input("documents").input("documents").carry(), digest),
        new Sample(
            new Loop("table.read").input("image").rejected("adds-up").carry(),
            shipped("read-table")));
  }
}
