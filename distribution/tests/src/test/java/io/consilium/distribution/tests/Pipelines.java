package io.consilium.distribution.tests;

/** Pipelines of one input and one output, both a text, for tests that are about something else. */
final class Pipelines {
  /** All but the name and the methods; the goal is {@code test.goal}. */
  static final String HEAD = head("cycles: 4, steps: 10, time: 1m");

  private Pipelines() {}

  private static String head(String budget) {
    return """
        description: A test.
        goal: test.goal
        inputs:
          text: {media: [text/plain], min: 1, max: 1}
        budget: {%s, cost: 100, levels: 2}
        planner: {use: method-library}
        gate: {use: top-1}
        halting: {use: evidence}
        """
        .formatted(budget);
  }

  /** One step, which asks for a capability. */
  static String once(String capability) {
    return once(capability, "cycles: 4, steps: 10, time: 1m");
  }

  /** The same with the part of a budget that tests differ in. */
  static String once(String capability, String budget) {
    return """
        pipeline: once
        %smethods:
          - name: once
            achieves: test.goal
            steps:
              only: {capability: %s, goal: Only, inputs: {text: task.text}}
            outputs: {text: only.text}
        """
        .formatted(head(budget), capability);
  }

  /** Two steps of a capability, one on the text of the other. */
  static String twice(String capability) {
    return """
        pipeline: twice
        %1$smethods:
          - name: twice
            achieves: test.goal
            steps:
              first: {capability: %2$s, goal: First, inputs: {text: task.text}}
              second: {capability: %2$s, goal: Second, inputs: {text: first.text}}
            outputs: {text: second.text}
        """
        .formatted(HEAD, capability);
  }
}
