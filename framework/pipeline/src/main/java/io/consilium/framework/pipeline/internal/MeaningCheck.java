package io.consilium.framework.pipeline.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.framework.pipeline.NearNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks what a schema cannot say: that names lead somewhere and that the whole makes sense. */
public final class MeaningCheck {
  private final YamlTree tree;
  private final JsonNode methods;

  private MeaningCheck(YamlTree tree) {
    this.tree = tree;
    this.methods = tree.root().path("methods");
  }

  /** Says what is wrong with a tree that fits the schema. */
  public static void check(YamlTree tree) {
    new MeaningCheck(tree).all();
  }

  private void all() {
    JsonNode root = tree.root();
    root.path("inputs").fields().forEachRemaining(role -> bounds(role.getKey(), role.getValue()));
    root.path("inputs").fields().forEachRemaining(role -> each(role.getKey(), role.getValue()));
    goal(root);
    methodNames();
    Goals goals = Goals.of(root);
    sameSteps();
    for (int i = 0; i < methods.size(); i++) {
      new MethodCheck(tree, goals, "/methods/" + i).all();
    }
  }

  private void bounds(String role, JsonNode value) {
    int min = value.path("min").asInt(1);
    int max = PipelineReader.most(value);
    if (max < min) {
      tree.problem(
          "/inputs/" + role,
          "More are needed than allowed (min " + min + ", max " + max + ").",
          "Maybe swap them.");
    }
  }

  private void each(String role, JsonNode value) {
    String line = value.path("each").path("line").asText("");
    try {
      Pattern.compile(line);
    } catch (PatternSyntaxException e) {
      tree.problem(
          "/inputs/" + role + "/each/line",
          "Not a regular expression (" + line + "): " + e.getDescription() + ".",
          "Maybe write what a whole line looks like, such as '[0-9.]{81}'.");
    }
    boolean alone = tree.root().path("inputs").size() == 1 && PipelineReader.most(value) == 1;
    if (!line.isEmpty() && !alone) {
      tree.problem(
          "/inputs/" + role + "/each",
          "Lines become tasks only where the pipeline takes one input.",
          "Maybe leave it out, or declare this input alone, with max 1.");
    }
  }

  private void goal(JsonNode root) {
    String goal = root.path("goal").asText();
    String planner = root.path("planner").path("use").asText(PipelineReader.METHOD_LIBRARY);
    Set<String> achieved = new TreeSet<>();
    methods.forEach(method -> achieved.add(method.path("achieves").asText()));
    if (planner.equals(PipelineReader.METHOD_LIBRARY) && !achieved.contains(goal)) {
      tree.problem(
          "/goal", "No method achieves the goal (" + goal + ").", NearNames.advice(goal, achieved));
    }
  }

  private void methodNames() {
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < methods.size(); i++) {
      String name = methods.path(i).path("name").asText();
      if (!seen.add(name)) {
        tree.problem(
            "/methods/" + i + "/name",
            "Two methods are called so (" + name + ").",
            "Maybe rename one of them.");
      }
    }
  }

  /** Results are known by step name; when a plan changes methods, a name must mean the same. */
  private void sameSteps() {
    Map<String, JsonNode> first = new HashMap<>();
    for (int i = 0; i < methods.size(); i++) {
      String goal = methods.path(i).path("achieves").asText();
      for (Map.Entry<String, JsonNode> step : fields(methods.path(i).path("steps"))) {
        JsonNode other = first.putIfAbsent(goal + " " + step.getKey(), step.getValue());
        if (other != null && !sameWork(other, step.getValue())) {
          tree.problem(
              "/methods/" + i + "/steps/" + step.getKey(),
              "Another method for " + goal + " has a step of this name that does something else.",
              "Maybe rename this step, since results are kept by name.");
        }
      }
    }
  }

  private static boolean sameWork(JsonNode one, JsonNode other) {
    return one.path("capability").equals(other.path("capability"))
        && one.path("with").equals(other.path("with"));
  }

  static List<Map.Entry<String, JsonNode>> fields(JsonNode object) {
    List<Map.Entry<String, JsonNode>> all = new ArrayList<>();
    object.fields().forEachRemaining(all::add);
    return all;
  }
}
