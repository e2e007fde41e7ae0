package io.consilium.api.planner;

/**
 * A planner's own estimate of the value of stopping and of going on, as in HRM's Q-head (arXiv
 * 2506.21734, "Adaptive computational time").
 *
 * @param halt estimated value of halting now
 * @param proceed estimated value of another H-cycle
 */
public record HaltEstimate(double halt, double proceed) {}
