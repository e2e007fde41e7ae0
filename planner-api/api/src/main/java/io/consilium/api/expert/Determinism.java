package io.consilium.api.expert;

/** Whether equal inputs, parameters and seed give equal outcomes. */
public enum Determinism {
  DETERMINISTIC,
  VARYING
}
