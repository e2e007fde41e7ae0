/** Generators of puzzles with one solution, reproducible by seed: plain Java, no tensors. */
package io.consilium.framework.training.puzzle;
