package io.consilium.framework.neural;

/**
 * One ACT step taken.
 *
 * @param carry for the next step
 * @param outputs of this step
 */
public record Step(Carry carry, Outputs outputs) {}
