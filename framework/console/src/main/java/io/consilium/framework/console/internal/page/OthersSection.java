package io.consilium.framework.console.internal.page;

import io.consilium.api.task.Artifact;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Outputs that no other section shows: texts in full, the rest by type and size. */
record OthersSection(List<Outputs.Output<Artifact>> others) implements Section {
  private static final long MOST_BYTES = 64 * 1024;

  @Override
  public void write(Html html) {
    if (others.isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", "others")
        .element("h2", "Further outputs", "id", "others");
    for (Outputs.Output<Artifact> other : others) {
      Artifact artifact = other.value();
      html.open("details");
      html.element(
          "summary",
          other.name()
              + ": "
              + artifact.mediaType()
              + ", "
              + Figures.count(artifact.size(), "byte", "bytes"));
      html.open("pre").text(content(artifact)).close("pre").close("details");
    }
    html.close("section");
  }

  private static String content(Artifact artifact) {
    String type = artifact.mediaType().value();
    if (!type.startsWith("text/") && !type.endsWith("json")) {
      return "Not text; it stands in answer.json.";
    }
    try {
      return new String(new JsonArtifacts().bytes(artifact, MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "Too long to show; it stands in answer.json.";
    }
  }
}
