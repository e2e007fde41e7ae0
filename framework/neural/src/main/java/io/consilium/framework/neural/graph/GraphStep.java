package io.consilium.framework.neural.graph;

/**
 * What a segment gave.
 *
 * @param carry for the next segment
 * @param logits of every node: higher, likelier to hold
 * @param chosen the best symbol of every cell, row-major, clues as they are
 * @param halt logit of "all right now"
 * @param change root mean square of the states' change over the segment
 */
public record GraphStep(
    GraphCarry carry, float[] logits, int[] chosen, float halt, double change) {}
