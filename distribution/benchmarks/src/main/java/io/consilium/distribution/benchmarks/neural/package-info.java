/**
 * What a step of the house's networks costs, beside PyTorch with the same weights in the same run.
 */
package io.consilium.distribution.benchmarks.neural;
