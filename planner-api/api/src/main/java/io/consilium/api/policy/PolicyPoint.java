package io.consilium.api.policy;

/** The fixed points at which policy is asked. Each has its own {@link PolicyQuestion}. */
public enum PolicyPoint {
  /** A task is on record and has done nothing yet. */
  TASK_ADMITTED,
  /** A planner gave a plan that nobody works by yet. */
  PLAN_ACCEPTED,
  /** An expert that is able stands for choice; a denial is a veto against it alone. */
  ROUTING,
  /** An expert that touches the world outside is about to be called. */
  BEFORE_EFFECT,
  /** A task has ended and its answer has not left the host. */
  BEFORE_ANSWER,
  /** A plugin is about to be installed. */
  PLUGIN_INSTALLED,
  /** Configuration, the rules themselves included, is about to be changed. */
  CONFIGURATION_CHANGED
}
