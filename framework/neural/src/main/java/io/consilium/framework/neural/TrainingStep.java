package io.consilium.framework.neural;

/**
 * One ACT step taken with its gradient, which stands in {@link Parameter#gradient()}.
 *
 * @param carry for the next step
 * @param outputs of this step
 * @param loss of this step
 * @param puzzleIds the row of the puzzle embedding of each sequence, [B]; empty without embedding
 * @param puzzleGradients d loss / d its embedding, [B, puzzle_emb_ndim], not yet summed over equal
 *     rows: what the sparse sign-SGD takes
 */
public record TrainingStep(
    Carry carry, Outputs outputs, Loss loss, int[] puzzleIds, float[] puzzleGradients) {}
