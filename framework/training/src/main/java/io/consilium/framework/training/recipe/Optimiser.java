package io.consilium.framework.training.recipe;

/**
 * How weights follow their gradients.
 *
 * @param kind {@code adam-atan2} or {@code adamw}
 * @param learningRate the highest
 * @param warmup steps until it is reached
 * @param minRatio share of it that the cosine ends at; 1 keeps it
 * @param decayFrom step at which the cosine begins (graph networks; for the others it is the end of
 *     the warm-up)
 * @param beta1 of the gradient's mean
 * @param beta2 of its square's mean
 * @param weightDecay as a share of the learning rate
 * @param clip the longest gradient allowed; 0 for any
 */
public record Optimiser(
    String kind,
    double learningRate,
    int warmup,
    double minRatio,
    int decayFrom,
    double beta1,
    double beta2,
    double weightDecay,
    double clip) {}
