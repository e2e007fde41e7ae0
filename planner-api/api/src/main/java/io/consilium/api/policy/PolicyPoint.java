package io.consilium.api.policy;

/** The fixed points at which policy is asked. */
public enum PolicyPoint {
  TASK_ADMITTED,
  PLAN_ACCEPTED,
  ROUTING,
  BEFORE_EFFECT,
  BEFORE_ANSWER,
  PLUGIN_INSTALLED,
  CONFIGURATION_CHANGED
}
