package io.consilium.api.routing;

/**
 * What became of an expert's work, from the verifiers' verdicts: the ground of its posterior
 * success.
 *
 * @param expert whose work
 * @param capability at what
 * @param success true if accepted, false if rejected, failed or timed out
 */
public record Feedback(String expert, String capability, boolean success) {}
